import { expect, it } from 'vitest';
import { randomOf } from '@/lib/vector/random';
import { mutated } from './mutate';
import { fuzz } from './run';
import { PHOTOGRAPH, seeds } from './seeds';
import { ThreadDecoder } from './thread-decoder';

it('makes the same mutations of the same seed', () => {
  const bytes = Uint8Array.from({ length: 2000 }, (_, i) => i);
  const one = mutated(bytes, randomOf(7));
  expect(one).toEqual(mutated(bytes, randomOf(7)));
  expect(one).not.toEqual(bytes);
  expect(mutated(bytes, randomOf(8))).not.toEqual(one);
});

// At length: npm run fuzz.
it('reads or refuses damaged files, and goes on', { timeout: 300_000 }, async () => {
  const { read, refused, faults } = await fuzz(await seeds(PHOTOGRAPH), new ThreadDecoder(), {
    each: 300,
  });
  expect(faults.map(({ name, number, what }) => `${name} ${number}: ${what}`)).toEqual([]);
  expect(read).toBeGreaterThan(0);
  expect(refused['image-truncated']).toBeGreaterThan(0);
});
