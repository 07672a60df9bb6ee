import type { Metadata } from 'next';
import { ImageView } from '@/components/image-view/image-view';
import { viewMetadata } from '../view-metadata';

export const metadata: Metadata = viewMetadata('image', {
  description:
    'Bring a picture and find aerial images that look like it, in your own browser. The picture stays on your device.',
  preview: 'A picture and the aerial photographs most like it',
});

export default function Page() {
  return <ImageView />;
}
