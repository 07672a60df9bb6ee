import { AppError } from '@/lib/errors/errors';

/** One tab reads a gallery. @throws AppError usage where another does */
export async function alone(id: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(`overlook-reading-${id}`, { ifAvailable: true }, async (lock) => {
    if (lock) return work();
    throw new AppError(
      'usage',
      'This gallery is being read in another tab.',
      'Go on in that tab, or close it first.',
    );
  });
}
