import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/errors/errors';
import { type Bench, ROOT } from '../context';
import type { Message } from '../node/encoders';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

/** Of the same ONNX Runtime as ours. Fetched when it is measured, since nothing else needs it. */
const NATIVE = '1.30.0';
const FOLDER = join(ROOT, '.cache/bench/onnxruntime-node');
const SCRIPT = fileURLToPath(new URL('../node/encoders.ts', import.meta.url));
const THREADS = [1, 2] as const;

type Done = Extract<Message, { kind: 'done' }>;

/** What the gallery builder encodes with, beside the native runtime: same weights, same pixels, in turns. */
export async function node({ samples, progress }: Bench) {
  const described = {
    title: 'Encoding in Node beside onnxruntime-node',
    how: `What the gallery builder encodes with (onnxruntime-web in Node) beside onnxruntime-node ${NATIVE}: the shipped model's two files, the same threads. Tokenizing is ours in both; pictures are decoded and resized before the clock starts, once for both: only the encoders differ. A process for each number of threads, in turns.`,
  };
  const missing = fetchNative();
  if (missing) return { ...described, rows: [], left: [missing] };
  const rows: Row[] = [];
  const ratios: Record<string, number> = {};
  for (const threads of THREADS) {
    const words = threads === 1 ? '1 thread' : `${threads} threads`;
    const bar = progress(words, samples);
    const { times, agreement } = await measured(threads, samples, () => bar.step());
    bar.done();
    for (const [kind, part] of [
      ['text', 'Text'],
      ['image', 'Image'],
    ] as const) {
      const [own, native] = [
        summaryOf(times[`own${part}`] ?? []),
        summaryOf(times[`native${part}`] ?? []),
      ];
      rows.push(
        { name: `${kind}, ${words}, Overlook`, unit: 'ms', ...own },
        { name: `${kind}, ${words}, onnxruntime-node`, unit: 'ms', ...native },
        {
          name: `${kind}, ${words}, least cosine between both`,
          unit: 'share',
          ...summaryOf([agreement[kind]]),
        },
      );
      ratios[`${kind}, ${words}: onnxruntime-node over Overlook`] = rounded(
        native.median / own.median,
      );
    }
  }
  return { ...described, rows, ratios, versions: { 'onnxruntime-node': NATIVE } };
}

function measured(threads: number, samples: number, onRound: () => void): Promise<Done> {
  const child = fork(SCRIPT, [FOLDER, String(threads), String(samples)], { cwd: ROOT });
  let done: Done | undefined;
  child.on('message', (message: Message) => {
    if (message.kind === 'done') done = message;
    else onRound();
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code === 0 && done) resolve(done);
      else reject(new AppError('internal', `Encoding ended with ${code}.`, 'See above why.'));
    });
  });
}

/** @returns why it is not there, where it is not */
function fetchNative(): string | null {
  if (existsSync(join(FOLDER, 'node_modules/onnxruntime-node/package.json'))) return null;
  mkdirSync(FOLDER, { recursive: true });
  // Without its scripts: they fetch what runs on other processors than the CPU, whose library is in the package.
  const install = ['install', '--prefix', FOLDER, '--ignore-scripts', '--no-save', '--no-audit'];
  const { status } = spawnSync('npm', [...install, `onnxruntime-node@${NATIVE}`], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'ignore'],
    shell: process.platform === 'win32',
  });
  return status === 0 ? null : `onnxruntime-node ${NATIVE} could not be fetched.`;
}
