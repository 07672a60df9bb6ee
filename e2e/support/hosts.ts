import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';

/** A real server of another project, over files of ours. */
export interface Host {
  /** Origin, without a slash at the end. */
  readonly url: string;
  close(): void;
}

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'];

/** Installs the distribution's nginx where there is none and we may. @returns null where there is none to be had */
export function findNginx(): string | null {
  const there = () => NGINX.find((path) => existsSync(path)) ?? null;
  if (there() === null && process.getuid?.() === 0) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], options);
  }
  return there();
}

export function findPython(): string | null {
  return ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

/** The block of docs/deploy.md that stands in the section of that name. */
export function recipe(section: string): string {
  const page = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const block = /```nginx\n([\s\S]*?)```/.exec(text.split('\n## ')[0] ?? '')?.[1];
  if (block === undefined) throw new Error(`docs/deploy.md has no nginx block under "${section}".`);
  return block;
}

/** nginx as Debian ships it: its own table of media types and no more, and what `http` holds. */
export async function startNginx(binary: string, http: (port: number) => string): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'overlook-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events {}
http {
include ${existsSync('/etc/nginx/mime.types') ? '/etc/nginx/mime.types' : 'mime.types'};
default_type application/octet-stream; access_log off;
${temporary}
${http(port)}
}`,
  );
  const user = process.getuid?.() === 0 ? ['-g', 'user root;'] : [];
  const child = spawn(binary, ['-c', join(folder, 'nginx.conf'), ...user], { stdio: 'ignore' });
  return host(child, port, folder);
}

/** `python3 -m http.server` in a folder. */
export async function startPython(binary: string, folder: string): Promise<Host> {
  const port = await freePort();
  const args = ['-m', 'http.server', String(port), '--bind', '127.0.0.1'];
  return host(spawn(binary, args, { cwd: folder, stdio: 'ignore' }), port);
}

/** A folder in which the site lies under its base path. */
export function under(base: string, site: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'overlook-host-'));
  mkdirSync(join(folder, dirname(base)), { recursive: true });
  cpSync(site, join(folder, base), { recursive: true });
  return folder;
}

async function host(child: ChildProcess, port: number, folder?: string): Promise<Host> {
  const url = `http://localhost:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    close: () => {
      child.kill();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
