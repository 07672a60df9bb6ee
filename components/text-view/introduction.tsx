import { AboutButton } from '@/components/frame/about';
import { privacySentence } from '@/components/frame/privacy-words';
import { useGallery } from '@/lib/hooks';

/** What this is, for those who see it for the first time; and what of a query goes to a server, if anything does. */
export function Introduction() {
  const { gallery, served } = useGallery();
  return (
    <p className="pt-3 text-sm text-muted sm:text-base">
      Find satellite and aerial images by words, by picture and by part.{' '}
      {served
        ? privacySentence(gallery, served)
        : 'Everything runs in your browser: nothing that you type or bring leaves this device.'}{' '}
      <AboutButton />
    </p>
  );
}
