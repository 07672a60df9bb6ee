import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';

/**
 * Runs what writes into a collection while no other command does.
 * @throws AppError collection-busy
 */
export async function locked<T>(dir: string, id: string, work: () => Promise<T>): Promise<T> {
  const folder = join(dir, id);
  const file = join(folder, 'writing.pid');
  mkdirSync(folder, { recursive: true });
  take(file, id);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

function take(file: string, id: string, again = true): void {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(file, 'utf8'));
    if (again && !runs(holder)) {
      // A command that was killed could not take its mark away.
      rmSync(file, { force: true });
      take(file, id, false);
      return;
    }
    throw new AppError(
      'collection-busy',
      `Another command (process ${holder}) writes into "${id}".`,
      'Wait until it has ended, or stop it; then run this one again.',
    );
  }
}

function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
