import { expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { partOf, type ReadPicture } from './batch';
import type { Decoders } from './decoders';
import { type FileToRead, readFiles } from './read-files';

const SPEC = {
  size: 1,
  resize: 1,
  crop: 'center',
  interpolation: 'bicubic',
  mean: [0, 0, 0],
  std: [1, 1, 1],
  patch: 1,
  dynamic: false,
} as const;
const file = (path: string): FileToRead => ({
  id: path.replace(/\W/g, '-'),
  file: { path, open: async () => new File([path], path, { lastModified: 5 }) },
});

/** Decodes to one pixel; names that begin with "bad" are not read. */
function fakeDecoders(width: number): Decoders & { most: number } {
  let now = 0;
  const decoders = {
    width,
    most: 0,
    async decode({ name }: { name: string }) {
      decoders.most = Math.max(decoders.most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now--;
      if (name.startsWith('bad')) {
        const report = { code: 'image-not-image', message: name, advice: '' } as const;
        return { kind: 'unread', report } as const;
      }
      const pixels = {
        pixels: new Float32Array([name.length, 0, 0]),
        width: 1,
        height: 1,
        crop: { x: 0, y: 0, width: 1, height: 1 },
      };
      const about = { date: '2024-05-31' };
      return { kind: 'read', pixels, thumb: new Blob([name]), width: 1, height: 1, about } as const;
    },
    end() {},
  };
  return decoders;
}

const embed = async ([image]: readonly { pixels: Float32Array }[]) =>
  new Float32Array([image?.pixels[0] ?? 0, 0]);

it('reads all files, several at a time, and tells those that cannot be read', async () => {
  const read: ReadPicture[] = [];
  const unread: string[] = [];
  const decoders = fakeDecoders(2);
  const names = Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? `bad ${i}` : `good ${i}`));
  await readFiles(
    names.map(file),
    { decoders, spec: SPEC, embed },
    {
      onRead: (picture) => read.push(picture),
      onEmpty: () => {},
      onUnread: (path) => unread.push(path),
      turn: async () => {},
    },
  );
  expect(unread).toEqual(['bad 0', 'bad 5', 'bad 10', 'bad 15']);
  expect(read.map(({ item }) => item.file).toSorted()).toEqual(
    names.filter((name) => name.startsWith('good')).toSorted(),
  );
  expect(read[0]?.item).toMatchObject({ id: 'good-1', bytes: 6, modified: 5, date: '2024-05-31' });
  expect(decoders.most).toBeGreaterThan(1);
  expect(decoders.most).toBeLessThanOrEqual(4);
});

it('passes over a file that has gone meanwhile', async () => {
  const gone = { id: 'x', file: { path: 'x.jpg', open: () => Promise.reject(new Error('gone')) } };
  const unread: string[] = [];
  const read: string[] = [];
  await readFiles(
    [gone, file('y')],
    { decoders: fakeDecoders(1), spec: SPEC, embed },
    {
      onRead: ({ item }) => read.push(item.id),
      onEmpty: () => {},
      onUnread: (path) => unread.push(path),
      turn: async () => {},
    },
  );
  expect([unread, read]).toEqual([['x.jpg'], ['y']]);
});

it('ends with what the encoder throws', async () => {
  const failing = async () => {
    throw new AppError('cancelled', 'Another model was opened.', '');
  };
  const reading = readFiles(
    [file('a'), file('b')],
    { decoders: fakeDecoders(1), spec: SPEC, embed: failing },
    {
      onRead: () => {},
      onEmpty: () => {},
      onUnread: () => {},
      turn: async () => {},
    },
  );
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});

it('joins pictures to a part', async () => {
  const item = { id: 'a', file: 'a', width: 1, height: 1, bytes: 1, modified: 1 };
  const { part, embeddings } = partOf(
    [
      {
        item,
        embedding: new Float32Array([1, 2]),
        thumb: new Blob(['abc'], { type: 'image/webp' }),
      },
      {
        item,
        embedding: new Float32Array([3, 4]),
        thumb: new Blob(['de'], { type: 'image/webp' }),
      },
    ],
    2,
  );
  expect([...new Float32Array(embeddings)]).toEqual([1, 2, 3, 4]);
  expect(part.ends).toEqual([3, 5]);
  expect(part.thumbs.type).toBe('image/webp');
  expect(await part.thumbs.slice(part.ends[0], part.ends[1]).text()).toBe('de');
});
