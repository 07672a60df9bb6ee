import type { Metadata } from 'next';
import { FindView } from '@/components/find-view/find-view';

export const metadata: Metadata = { title: 'Find in a picture · Overlook' };

export default function Page() {
  return <FindView />;
}
