import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Job } from './job';
import { makeAndKeep, readParts, removeParts } from './parts';

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps the line of every scene, and passes over one that was cut off', async () => {
  folder = await mkdtemp(join(tmpdir(), 'parts-'));
  const job: Job = {
    subject: { category: 'helipad', index: 1 },
    filename: 'helipad_1.png',
    seed: 'test',
    size: 64,
    format: 'png',
    quality: 80,
    out: folder,
    full: true,
  };
  const record = await makeAndKeep(job, 3);
  expect(record.features.map(({ name }) => name)).toContain('helipad');
  const part = join(folder, `part-${process.pid}-3.jsonl`);
  await appendFile(part, '{"filename": "helipad_2.png", "featu');
  expect(await readParts(folder)).toEqual([JSON.parse(JSON.stringify(record))]);
  await removeParts(folder);
  expect(await readdir(folder)).toEqual(['helipad_1.png']);
});
