import { expect, it } from 'vitest';
import type { Source } from '../sources/types';
import type { Row } from '../storage/galleries';
import { planReading } from './plan';

const file = (path: string, text = path, modified = 1) => ({
  path,
  open: async () => new File([text], path, { lastModified: modified }),
});
const row = (path: string, id: string, part = 0): Row => ({
  item: { id, file: path, width: 1, height: 1, bytes: path.length, modified: 1 },
  part,
  row: 0,
});
const folder = (...files: Source['files']): Source => ({ kind: 'folder', name: 'x', files });

it('takes all of a new source, each under an id of its own', async () => {
  const { files } = await planReading(folder(file('a/1.jpg'), file('b/1.jpg')), []);
  expect(files.map(({ id }) => id)).toEqual(['1', '1-2']);
});

it('takes what is new or has changed, and knows what has gone', async () => {
  const source = folder(
    file('same.jpg'),
    file('size.jpg', 'longer than before'),
    file('time.jpg', 'time.jpg', 2),
    file('new/same.jpg'),
  );
  const kept = [
    row('same.jpg', 'same'),
    row('size.jpg', 'size'),
    row('time.jpg', 'time'),
    row('gone.jpg', 'gone', 3),
  ];
  const { files, replaced, gone } = await planReading(source, kept);
  expect(files.map(({ file: { path }, id }) => [path, id])).toEqual([
    ['size.jpg', 'size'],
    ['time.jpg', 'time'],
    ['new/same.jpg', 'same-2'],
  ]);
  expect([...replaced.keys()]).toEqual(['size.jpg', 'time.jpg']);
  expect(gone.map(({ part }) => part)).toEqual([3]);
});

it('keeps what came as loose files before, whatever comes now', async () => {
  const source: Source = { kind: 'files', name: 'x', files: [file('b.jpg')] };
  const { gone } = await planReading(source, [row('a.jpg', 'a')]);
  expect(gone).toEqual([]);
});
