import { soundOf } from '@/cli/tools/fuzz/in-chromium';
import { PageDecoder } from '@/cli/tools/fuzz/page-decoder';
import { fuzz } from '@/cli/tools/fuzz/run';
import { PHOTOGRAPH, seeds } from '@/cli/tools/fuzz/seeds';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

// At length: npm run fuzz -- --page --minutes 5.
test('damaged files are read or refused by the workers that decode, which go on', async ({
  site,
  context,
}) => {
  test.setTimeout(minutes(4));
  const files = await seeds(PHOTOGRAPH);
  const decoder = new PageDecoder(() => context.newPage(), site.url, soundOf(files));
  const { read, refused, faults } = await fuzz(files, decoder, { each: 20 });
  expect(faults.map(({ name, number, what }) => `${name} ${number}: ${what}`)).toEqual([]);
  expect(read).toBeGreaterThan(0);
  expect(refused['image-truncated']).toBeGreaterThan(0);
});
