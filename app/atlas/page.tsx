import type { Metadata } from 'next';
import { AtlasView } from '@/components/atlas-view/atlas-view';
import { viewMetadata } from '../view-metadata';

export const metadata: Metadata = viewMetadata('atlas', {
  description:
    'See a whole gallery of aerial photographs as a map: what looks alike lies together, and a query lights up where it is.',
  preview: 'A gallery as a map of its embedding space',
});

export default function Page() {
  return <AtlasView />;
}
