import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import {
  Agent,
  type Dispatcher,
  EnvHttpProxyAgent,
  fetch,
  type RequestInit,
  type Response,
} from 'undici';
import { AppError } from '@/lib/errors/errors';
import { ProgressBar } from '../shared/progress';

/** A file of a repository, as the hub describes it. */
export interface HubFile {
  readonly path: string;
  readonly size: number;
  /** Of large files only. */
  readonly sha256?: string;
}

export interface HubRepository {
  readonly id: string;
  /** The commit that the revision stands for. */
  readonly commit: string;
  readonly license: string | null;
  readonly files: readonly HubFile[];
}

export interface HubOptions {
  /** Where downloads are kept. */
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type RepositoryKind = 'model' | 'dataset';

interface TreeEntry {
  readonly type?: string;
  readonly path: string;
  readonly size: number;
  readonly lfs?: { readonly oid?: string };
}

interface JsonPage {
  readonly value: unknown;
  /** Address of the page after it. */
  readonly next: string | undefined;
}

const ENDPOINT = 'https://huggingface.co';
const MEGABYTE = 1e6;

/** Reads repositories of the Hugging Face Hub, or of what HF_ENDPOINT names; proxies as the environment has them. */
export class Hub {
  private readonly agent: Dispatcher;

  constructor(private readonly options: HubOptions) {
    this.agent = agentOf(options.env);
  }

  /** @throws AppError model-unknown | model-gated | asset-offline */
  async repository(kind: RepositoryKind, id: string, revision: string): Promise<HubRepository> {
    const api = `${this.endpoint}/api/${kind}s/${id}`;
    const at = encodeURIComponent(revision);
    const { value } = await this.json(`${api}/revision/${at}`, id);
    const info = value as { sha?: string; cardData?: { license?: unknown } };
    const files = await this.tree(`${api}/tree/${at}?recursive=true`, id);
    return {
      id,
      commit: info.sha ?? revision,
      license: typeof info.cardData?.license === 'string' ? info.cardData.license : null,
      files: files
        .filter(({ type }) => type !== 'directory')
        .map(({ path, size, lfs }) => ({ path, size, ...(lfs?.oid && { sha256: lfs.oid }) })),
    };
  }

  /**
   * Downloads a file, or goes on with one that was begun. It is verified before it has its name.
   * @returns its path in the cache
   * @throws AppError as {@link repository}, and asset-corrupt
   */
  async download(
    kind: RepositoryKind,
    { id, commit }: HubRepository,
    file: HubFile,
  ): Promise<string> {
    const path = join(this.options.cache, kind, ...id.split('/'), commit, ...safePath(file.path));
    if (existsSync(path) && (await stat(path)).size === file.size) return path;
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.part`;
    const root = kind === 'dataset' ? `${this.endpoint}/datasets` : this.endpoint;
    const url = `${root}/${id}/resolve/${commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
    await this.fetchInto(url, part, file, id);
    await verify(part, file);
    await rename(part, path);
    return path;
  }

  private async fetchInto(url: string, part: string, file: HubFile, id: string): Promise<void> {
    const begun = existsSync(part) ? (await stat(part)).size : 0;
    const start = begun < file.size ? begun : 0;
    if (file.size === 0) return writeFile(part, '');
    if (begun === file.size) return;
    const response = await this.get(url, id, start > 0 ? { Range: `bytes=${start}-` } : {});
    const resumed = response.status === 206;
    const total = Math.ceil(file.size / MEGABYTE);
    const from = resumed ? start : 0;
    const bar = new ProgressBar(
      `${file.path}, MB`,
      total,
      process.stderr,
      Math.floor(from / MEGABYTE),
    );
    const out = createWriteStream(part, { flags: resumed ? 'a' : 'w' });
    let rest = 0;
    try {
      const body = response.body;
      if (!body) throw new TypeError('no body');
      const sink = Writable.toWeb(out);
      const writer = sink.getWriter();
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        this.options.signal.throwIfAborted();
        await writer.write(chunk);
        rest += chunk.length;
        const whole = Math.floor(rest / MEGABYTE);
        if (whole > 0) bar.step(whole);
        rest -= whole * MEGABYTE;
      }
      await writer.close();
    } catch (cause) {
      out.destroy();
      if (this.options.signal.aborted) throw this.options.signal.reason;
      throw broken(`The download of ${file.path} broke off.`, cause);
    }
    bar.done();
  }

  /** All files of a revision: the hub lists a thousand at a time, and names the next page in a header. */
  private async tree(first: string, id: string): Promise<TreeEntry[]> {
    const entries: TreeEntry[] = [];
    let url: string | undefined = first;
    while (url !== undefined) {
      const page: JsonPage = await this.json(url, id);
      entries.push(...(page.value as TreeEntry[]));
      // The token goes nowhere else.
      url = page.next?.startsWith(`${this.endpoint}/`) ? page.next : undefined;
    }
    return entries;
  }

  private async json(url: string, id: string): Promise<JsonPage> {
    const response = await this.get(url, id);
    const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    try {
      return { value: await response.json(), next };
    } catch (cause) {
      throw broken(`${this.endpoint} did not answer as the Hugging Face Hub does.`, cause);
    }
  }

  private async get(
    url: string,
    id: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { env, signal } = this.options;
    const init: RequestInit = {
      headers: { ...headers, ...(env.HF_TOKEN && { Authorization: `Bearer ${env.HF_TOKEN}` }) },
      dispatcher: this.agent,
      signal,
    };
    const response = await fetch(url, init).catch((cause: unknown) => {
      if (signal.aborted) throw signal.reason;
      throw broken(`${new URL(url).host} cannot be reached.`, cause);
    });
    if (response.ok) return response;
    await response.body?.cancel();
    throw refused(response.status, id, Boolean(env.HF_TOKEN));
  }

  private get endpoint(): string {
    return (this.options.env.HF_ENDPOINT || ENDPOINT).replace(/\/+$/, '');
  }
}

/** Goes through the proxies that the environment names; it warns that it is experimental, so it is made where there are any. */
function agentOf(env: HubOptions['env']): Dispatcher {
  const httpProxy = env.http_proxy || env.HTTP_PROXY || '';
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY || '';
  if (!httpProxy && !httpsProxy) return new Agent();
  return new EnvHttpProxyAgent({
    httpProxy,
    httpsProxy,
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
  });
}

/** The parts of a path that stays inside its repository. */
function safePath(path: string): string[] {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) {
    throw new AppError(
      'file-invalid',
      `The repository names a file "${path.slice(0, 80)}", which lies outside of it.`,
      'Do not use this repository.',
    );
  }
  return parts;
}

async function verify(part: string, { path, size, sha256 }: HubFile): Promise<void> {
  const bytes = (await stat(part)).size;
  const hash = createHash('sha256');
  if (sha256) for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
  if (bytes === size && (!sha256 || hash.digest('hex') === sha256)) return;
  await rm(part, { force: true });
  throw new AppError(
    'asset-corrupt',
    `${path} did not arrive as the hub has it.`,
    'Run the command again: it is downloaded anew.',
  );
}

function refused(status: number, id: string, token: boolean): AppError {
  if (status === 401 || status === 403) {
    return new AppError(
      'model-gated',
      `${id} may not be read${token ? ' with this HF_TOKEN' : ''} (${status}), or does not exist.`,
      'Check its name; where its page asks for terms to be accepted, accept them, and set HF_TOKEN to a token of yours.',
    );
  }
  if (status === 404) {
    return new AppError(
      'model-unknown',
      `The hub has no ${id}, or not this revision of it.`,
      'Check the name and --revision; a local folder or file may be given as well.',
    );
  }
  return broken(`The hub answered with ${status}.`);
}

function broken(message: string, cause?: unknown): AppError {
  return new AppError(
    'asset-offline',
    message,
    'Check the connection (HF_ENDPOINT, HTTPS_PROXY) and run the command again: it goes on where it was. Or give a local folder.',
    { cause },
  );
}
