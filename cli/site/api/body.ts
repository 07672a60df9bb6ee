import type { IncomingMessage } from 'node:http';
import { LIMITS } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';

/** How long the body of a request may take to arrive, ms. */
const PATIENCE = 10_000;

/** A request that is answered with a status of its own. */
export class HttpProblem extends AppError {
  constructor(
    readonly status: number,
    message: string,
    advice: string,
  ) {
    super('parameter-invalid', message, advice);
  }
}

/** Reads a body of JSON. @throws HttpProblem 400 | 408 | 413 | 415 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  // Pages of other sites cannot send this type without a CORS preflight, which this server does not answer.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpProblem(415, 'A search is JSON.', 'Send it with Content-Type: application/json.');
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem(400, 'The body is not JSON.', 'See /api/openapi.json for its form.');
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.body) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), PATIENCE);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LIMITS.body) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(408, 'The body did not arrive in time.', 'Send the request again.');
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): HttpProblem {
  return new HttpProblem(
    413,
    `A search has at most ${LIMITS.body} bytes.`,
    'Send the numbers of one embedding and a filter, nothing else.',
  );
}
