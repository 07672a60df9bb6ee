'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { addressSettled } from './unsettled';

/**
 * Goes to another page of the site, when what was typed has reached the address.
 *
 * @returns To be called with the address, without the base path, or with what gives it once the address is up to date
 *   (null: stay).
 */
export function useGo(): (to: string | (() => string | null)) => Promise<void> {
  const router = useRouter();
  return useCallback(
    async (to) => {
      await addressSettled();
      const href = typeof to === 'string' ? to : to();
      if (href !== null) router.push(href);
    },
    [router],
  );
}
