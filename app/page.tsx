import type { Metadata } from 'next';
import { TextView } from '@/components/text-view/text-view';
import { viewMetadata } from './view-metadata';

export const metadata: Metadata = viewMetadata('text', {
  description:
    'Type what you would see from above and find it among real aerial photographs. The search runs in your browser: no image and no query leaves your device.',
  preview: 'Results of a search by words: aerial photographs in a grid',
});

export default function Page() {
  return <TextView />;
}
