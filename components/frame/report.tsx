'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { SearchAnswer } from '@/lib/engine/protocol';

/** What a view reports to the frame: a short sentence for the live region, and its last answer for the status pill. */
interface ViewReport {
  readonly sentence: string;
  readonly answer: SearchAnswer | null;
}

const EMPTY: ViewReport = { sentence: '', answer: null };

const Current = createContext<ViewReport>(EMPTY);
const Report = createContext<(report: ViewReport) => void>(() => undefined);

export function ReportProvider({ children }: { children: ReactNode }) {
  const [report, setReport] = useState(EMPTY);
  return (
    <Report value={setReport}>
      <Current value={report}>{children}</Current>
    </Report>
  );
}

/** Reports the view's state to the frame; the last answer stays until there is another. */
export function useReport(sentence: string, answer: SearchAnswer | null): void {
  const set = use(Report);
  const report = useMemo(() => ({ sentence, answer }), [sentence, answer]);
  useEffect(() => set(report), [set, report]);
}

export function useViewReport(): ViewReport {
  return use(Current);
}
