import { Notice, ReportNotice } from '@/components/ui/notice';
import type { Notice as NoticeCode } from '@/lib/engine/protocol';
import type { ErrorReport } from '@/lib/errors/errors';

const WORDS: Readonly<Record<NoticeCode, string>> = {
  'text-cut': 'The text is longer than the model reads. Its end was left out.',
  'text-unknown-symbols': 'Some symbols mean nothing to the model and were left out.',
};

/** What the address held that was not taken, and what of the query was not. */
export function Notices({
  problems,
  notices = [],
}: {
  problems: readonly ErrorReport[];
  notices?: readonly NoticeCode[];
}) {
  if (problems.length + notices.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 pb-4">
      {problems.map((report) => (
        <ReportNotice key={report.message} report={report} />
      ))}
      {notices.map((code) => (
        <Notice key={code}>{WORDS[code]}</Notice>
      ))}
    </div>
  );
}
