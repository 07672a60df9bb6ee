import type { Metadata } from 'next';
import { EvaluateView } from '@/components/evaluate-view/evaluate-view';

export const metadata: Metadata = { title: 'Evaluate · Overlook' };

export default function Page() {
  return <EvaluateView />;
}
