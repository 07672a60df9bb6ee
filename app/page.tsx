import { TextView } from '@/components/text-view/text-view';

export default function Page() {
  return <TextView />;
}
