import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { entriesOf } from './unzip';

const text = new TextEncoder().encode('the same words again and again, again and again');

it('reads what is stored and what is deflated, in folders of any script', async () => {
  const packed = zipSync({
    'Köln/航空.jpg': [text, { level: 9 }],
    'plain.png': [text, { level: 0, mtime: '2024-05-06T07:08:10' }],
    'empty/': new Uint8Array(),
  });
  const entries = await entriesOf(new Blob([packed as Uint8Array<ArrayBuffer>]));
  expect(entries.map(({ name }) => name)).toEqual(['Köln/航空.jpg', 'plain.png']);
  for (const entry of entries) {
    expect(new Uint8Array(await (await entry.open()).arrayBuffer())).toEqual(text);
    expect(entry.size).toBe(text.length);
  }
  expect(entries[1]?.modified).toBe(new Date('2024-05-06T07:08:10').getTime());
});

it('refuses what is no archive, and an entry that is damaged', async () => {
  await expect(entriesOf(new Blob(['no archive at all']))).rejects.toThrow('not a ZIP');
  await expect(entriesOf(new Blob([]))).rejects.toThrow('not a ZIP');
  const packed = zipSync({ a: [text, { level: 9 }] });
  packed.fill(0xff, 31, 45);
  const [entry] = await entriesOf(new Blob([packed as Uint8Array<ArrayBuffer>]));
  await expect(entry?.open()).rejects.toThrow();
});
