import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/errors/errors';
import { ROOT } from '../context';
import type { Told } from './process';

const SCRIPT = fileURLToPath(new URL('./process.ts', import.meta.url));

/** Starts a process of ./process.ts and waits for what it tells of this kind. */
export async function start<Kind extends Told['kind']>(args: readonly string[], kind: Kind) {
  const child = fork(SCRIPT, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return { child, told: await next(child, kind) };
}

/** Tells a server to stop. @returns most memory that it has held, MB */
export async function stop(child: ChildProcess): Promise<number> {
  const told = next(child, 'stopped');
  child.send('stop');
  return (await told).memory;
}

function next<Kind extends Told['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Told, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) => {
      if (told.kind === kind) resolve(told as Extract<Told, { kind: Kind }>);
    });
    child.once('exit', (code) =>
      reject(new AppError('internal', `The process ended with ${code}.`, 'See above why.')),
    );
  });
}

export interface Answered {
  readonly status: number;
  readonly ids: readonly string[];
  readonly ms: number;
}

/** Asks a server for searches over connections that stay. */
export class ApiClient {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly port: number,
    private readonly id: string,
  ) {}

  search(embedding: Float32Array, k: number, filter?: object): Promise<Answered> {
    const body = JSON.stringify({ embedding: Array.from(embedding), k, ...(filter && { filter }) });
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.port,
          path: `/api/collections/${this.id}/search`,
          method: 'POST',
          agent: this.agent,
          headers: { 'content-type': 'application/json' },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const ms = performance.now() - began;
            const { items = [] } = JSON.parse(Buffer.concat(chunks).toString()) as {
              items?: readonly { id: string }[];
            };
            resolve({ status: response.statusCode ?? 0, ids: items.map(({ id }) => id), ms });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
