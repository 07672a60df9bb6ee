/**
 * `npm run copies [-- --gallery aerial --pictures 120]`: how many copies of a gallery's pictures are told to be copies, by
 * what was done to them, and which distinct pictures are. The figures stand in docs/galleries.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { hashDistance, type PictureHash, turnsOf } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import { isSamePicture, LEAST_COSINE, SAME_COSINE } from '@/lib/duplicates/same';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { dot } from '@/lib/vector/vector';
import { openModel } from '../shared/model';

/** What is done to a picture of that size. */
const CHANGES: Readonly<Record<string, (picture: Sharp, width: number, height: number) => Sharp>> =
  {
    'JPEG, quality 80': (picture) => picture.jpeg({ quality: 80 }),
    'JPEG, quality 50': (picture) => picture.jpeg({ quality: 50 }),
    'WebP, quality 50': (picture) => picture.webp({ quality: 50 }),
    'half the size': (picture, width) => picture.resize(Math.round(width / 2)).png(),
    'twice the size': (picture, width) => picture.resize(width * 2).png(),
    'cropped by 5%, around': (picture, width, height) =>
      picture.extract(within(width, height, 0.025)).png(),
    'cropped by 5%, two sides': (picture, width, height) =>
      picture.extract(within(width, height, 0)).png(),
    'turned by a quarter': (picture) => picture.rotate(90).png(),
    'turned by a half': (picture) => picture.rotate(180).png(),
    mirrored: (picture) => picture.flop().png(),
  };

function within(width: number, height: number, share: number) {
  return {
    left: Math.round(width * share),
    top: Math.round(height * share),
    width: Math.round(width * 0.95),
    height: Math.round(height * 0.95),
  };
}

const { values } = parseArgs({
  options: {
    gallery: { type: 'string', default: 'aerial' },
    model: { type: 'string' },
    pictures: { type: 'string', default: '120' },
  },
});
const folder = join('public', 'galleries', values.gallery);
const gallery = parseGallery(JSON.parse(readFileSync(join(folder, 'gallery.json'), 'utf8')));
const { items, dim, embeddings } = gallery;
const matrix = readEmbeddings(
  new Uint8Array(readFileSync(join(folder, embeddings.file))),
  embeddings.dtype,
  dim,
  items.length,
);
const vector = (row: number) => matrix.subarray(row * dim, (row + 1) * dim);
const fileOf = (row: number) => readFileSync(join(folder, 'images', items[row]?.file ?? ''));

async function main(): Promise<void> {
  const hashes: (PictureHash | null)[] = [];
  for (const row of items.keys()) hashes.push(await hashIn(fileOf(row)));
  reportDistinct(hashes);

  const encoder = await openModel('public', values.model ?? gallery.model, { text: false });
  const count = Math.min(items.length, Number(values.pictures));
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * items.length) / count));
  console.log(
    `| change, ${count} pictures | told | by the embedding alone | bits, median | most |`,
  );
  console.log('|---|---|---|---|---|');
  for (const [name, change] of Object.entries(CHANGES)) {
    const told = { both: 0, alone: 0 };
    const bits: number[] = [];
    for (const row of rows) {
      const { width = 0, height = 0 } = items[row] ?? {};
      const image = await decodeImage(
        new Uint8Array(await change(sharp(fileOf(row)), width, height).toBuffer()),
      );
      const [copy] = await encoder.encodeImages([toPixelValues(image, encoder.model.image)]);
      const cosine = dot(copy?.embedding ?? new Float32Array(dim), vector(row));
      const [before, after] = [hashes[row], hashOfPicture(image)];
      if (cosine >= SAME_COSINE) told.alone++;
      if (before && after) {
        bits.push(Math.min(...turnsOf(before).map((turned) => hashDistance(turned, after))));
        if (isSamePicture(cosine, before, after)) told.both++;
      } else if (cosine >= SAME_COSINE) told.both++;
    }
    bits.sort((a, b) => a - b);
    const share = (n: number) => (n / count).toFixed(2);
    const [middle, most] = [bits[Math.floor(bits.length / 2)], bits.at(-1)];
    console.log(`| ${name} | ${share(told.both)} | ${share(told.alone)} | ${middle} | ${most} |`);
  }
  await encoder.dispose();
}

/** Pairs of the gallery that count as the same, and how near those come that do not. */
function reportDistinct(hashes: readonly (PictureHash | null)[]): void {
  let pairs = 0;
  let least = { bits: 64, names: '' };
  const same: string[] = [];
  for (const [i, a] of hashes.entries()) {
    const turns = a && turnsOf(a);
    for (let j = 0; j < i; j++) {
      const b = hashes[j];
      const cosine = dot(vector(i), vector(j));
      if (cosine < LEAST_COSINE) continue;
      pairs++;
      const names = `${items[i]?.id} and ${items[j]?.id}, cosine ${cosine.toFixed(4)}`;
      const isSame = a && b ? isSamePicture(cosine, a, b) : cosine >= SAME_COSINE;
      if (isSame) same.push(names);
      else if (turns && b) {
        const bits = Math.min(...turns.map((turned) => hashDistance(turned, b)));
        if (bits < least.bits) least = { bits, names };
      }
    }
  }
  const blank = hashes.filter((hash) => hash === null).length;
  console.log(`${items.length} pictures, ${blank} of them as good as blank`);
  console.log(
    `${pairs} pairs from a cosine of ${LEAST_COSINE} on; told to be the same: ${same.length}`,
  );
  for (const names of same) console.log(`  ${names}`);
  console.log(`nearest of the others: ${least.bits} bits, ${least.names}`);
}

async function hashIn(bytes: Buffer): Promise<PictureHash | null> {
  return hashOfPicture(await decodeImage(new Uint8Array(bytes)));
}

await main();
