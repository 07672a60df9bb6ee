import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { ROOT } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

const IMAGES = join(ROOT, 'public/galleries/overlook/images');

/** Building a gallery in Node: how fast, and in how much memory. */
export async function build(count: number) {
  // One folder for all, drafts included: a build that was stopped would be gone on with, and look fast.
  const place = join(ROOT, '.cache/bench/build');
  const [folder, site] = [join(place, 'images'), join(place, 'public')];
  rmSync(place, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(IMAGES);
  for (let i = 0; i < count; i++) {
    const name = names[i % names.length] as string;
    symlinkSync(join(IMAGES, name), join(folder, `${i}-${name}`));
  }
  cpSync(join(ROOT, 'public/models/compact'), join(site, 'models/compact'), { recursive: true });
  const start = performance.now();
  const peak = await peakOf([
    'run',
    '--silent',
    'gallery',
    '--',
    'build',
    folder,
    '--id',
    'bench',
    '--public',
    site,
  ]);
  const seconds = (performance.now() - start) / 1000;
  rmSync(place, { recursive: true, force: true });
  const rows: Row[] = [
    { name: `${count} images`, unit: 'images/s', ...summaryOf([count / seconds]) },
    { name: `${count} images: peak memory of the process`, unit: 'MB', ...summaryOf([peak]) },
  ];
  return {
    title: `Building a gallery of ${count}`,
    how: `npm run gallery -- build over ${count} WebP images of 256 px, copies and thumbnails and index included, start of the command included; one pass. Memory: the largest resident set of its processes (/proc).`,
    rows,
  };
}

/** Runs npm and looks at the memory of what it starts; its own progress is the case's. @returns MB */
function peakOf(args: string[]): Promise<number> {
  const child = spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const timer = setInterval(() => {
    for (const pid of below(child.pid ?? 0)) peak = Math.max(peak, residentOf(pid));
  }, 100);
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      clearInterval(timer);
      if (code === 0) resolve(peak);
      else
        reject(
          new AppError('internal', `The build ended with ${code}.`, 'Run it by hand to see why.'),
        );
    });
  });
}

/** A process and all that it started. */
function below(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(Number);
    return [pid, ...children.flatMap(below)];
  } catch {
    return []; // It has ended, or the system has no /proc.
  }
}

function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}
