import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { sourceOfFiles } from './files';

const bytes = Uint8Array.of(1, 2, 3);

function archive(name: string, entries: Record<string, Uint8Array>): File {
  return new File([zipSync(entries) as Uint8Array<ArrayBuffer>], name);
}

it('opens a ZIP as a gallery of its name, without what systems leave in it', async () => {
  const file = archive('Flug 7.zip', {
    'b/10.jpg': bytes,
    'b/2.jpg': bytes,
    '__MACOSX/b/._2.jpg': bytes,
    'notes.txt': bytes,
  });
  const { kind, name, files } = await sourceOfFiles([file]);
  expect({ kind, name }).toEqual({ kind: 'zip', name: 'Flug 7' });
  expect(files.map(({ path }) => path)).toEqual(['b/2.jpg', 'b/10.jpg']);
  expect((await files[0]?.open())?.size).toBe(3);
});

it('takes what a ZIP puts outside of itself as if it lay inside, and two of one name apart', async () => {
  const file = archive('evil.zip', {
    '../../up.jpg': bytes,
    'a/../../b/./c.jpg': bytes,
    '/root.jpg': bytes,
    'c:/win/d.jpg': bytes,
    'x/../root.jpg': bytes,
    '.hidden/e.jpg': bytes,
  });
  const { files } = await sourceOfFiles([file]);
  expect(files.map(({ path }) => path).toSorted()).toEqual([
    'b/c.jpg',
    'root (2).jpg',
    'root.jpg',
    'up.jpg',
    'win/d.jpg',
  ]);
});

it('puts the pictures of a ZIP among others into a folder of its name', async () => {
  const { kind, name, files } = await sourceOfFiles([
    new File([bytes], 'z.png'),
    archive('more.zip', { 'a.jpg': bytes }),
  ]);
  expect({ kind, name }).toEqual({ kind: 'files', name: 'z and 1 more' });
  expect(files.map(({ path }) => path)).toEqual(['more/a.jpg', 'z.png']);
});

it('says which archive cannot be opened', async () => {
  const broken = sourceOfFiles([new File([bytes], 'half.zip')]);
  await expect(broken).rejects.toMatchObject({
    code: 'file-invalid',
    message: 'half.zip cannot be opened. It is not a ZIP archive, or its end is missing.',
  });
});
