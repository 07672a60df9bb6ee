import type { Metadata } from 'next';
import { EvaluateView } from '@/components/evaluate-view/evaluate-view';
import { viewMetadata } from '../view-metadata';

export const metadata: Metadata = viewMetadata('evaluate', {
  description:
    'Measure how well the model finds and names the images of a gallery, in your own browser.',
  preview: 'A table of measures and a confusion matrix',
});

export default function Page() {
  return <EvaluateView />;
}
