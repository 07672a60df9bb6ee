import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Job, makeSceneFile, type SceneRecord } from './job';

/** Lines that a thread has written so far; they are gone when the whole set is written. */
const PART = /^part-\d+-\d+\.jsonl$/;

/** Makes a scene; with full truth its line is kept at once, so that a broken-off run can go on. */
export async function makeAndKeep(job: Job, thread: number): Promise<SceneRecord> {
  const record = await makeSceneFile(job);
  if (job.full) {
    await appendFile(
      join(job.out, `part-${process.pid}-${thread}.jsonl`),
      `${JSON.stringify(record)}\n`,
    );
  }
  return record;
}

const partFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => PART.test(name)).map((name) => join(folder, name));

/** The scenes that parts hold; a last line that was cut off counts for nothing. */
export async function readParts(folder: string): Promise<SceneRecord[]> {
  const found = new Map<string, SceneRecord>();
  for (const file of await partFiles(folder)) {
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      if (!line.endsWith('}')) continue;
      const record = JSON.parse(line) as SceneRecord;
      found.set(record.filename, record);
    }
  }
  return [...found.values()];
}

export async function removeParts(folder: string): Promise<void> {
  for (const file of await partFiles(folder)) await rm(file);
}
