import type { Metadata } from 'next';
import { FindView } from '@/components/find-view/find-view';
import { viewMetadata } from '../view-metadata';

export const metadata: Metadata = viewMetadata('find', {
  description:
    'Name a thing and see where it is in a large aerial picture, in your own browser. The picture stays on your device.',
  preview: 'A large aerial picture with the places that were asked for outlined',
});

export default function Page() {
  return <FindView />;
}
