import { expect, it } from 'vitest';
import { type ThreadScope, watchThreads } from './watched-threads';

class FakeWorker extends EventTarget {
  constructor(readonly url: string) {
    super();
  }
}

const scope = () => ({ Worker: FakeWorker as unknown as typeof Worker }) satisfies ThreadScope;

it('fails where the script of a thread did not arrive, though the work would wait for ever', async () => {
  const place = scope();
  const work = watchThreads(() => {
    const worker = new place.Worker('/threads.js');
    setTimeout(() => worker.dispatchEvent(new Event('error')));
    return new Promise<never>(() => {});
  }, place);
  await expect(work).rejects.toMatchObject({
    code: 'backend-missing',
    message: expect.stringContaining('/threads.js'),
  });
  expect(place.Worker).toBe(FakeWorker);
});

it('gives what the work gives, and what it throws', async () => {
  const place = scope();
  await expect(watchThreads(async () => 7, place)).resolves.toBe(7);
  await expect(watchThreads(() => Promise.reject(new Error('no')), place)).rejects.toThrow('no');
  expect(place.Worker).toBe(FakeWorker);
});

it('needs no workers', async () => {
  await expect(watchThreads(async () => 7, {})).resolves.toBe(7);
});
