import type { Metadata } from 'next';
import { ImageView } from '@/components/image-view/image-view';

export const metadata: Metadata = { title: 'Search by picture · Overlook' };

export default function Page() {
  return <ImageView />;
}
