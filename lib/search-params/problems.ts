import { AppError, type ErrorReport } from '@/lib/errors/errors';
import { isEncodedEmbedding, K_DEFAULT, K_MAX, K_MIN } from './parsers';
import { type View, viewParsers } from './views';

/**
 * What a URL holds that the view did not take as it stands: shown to the visitor, so that a mistyped
 * or cut link never changes an answer silently. Parameters that the view does not know are ignored,
 * as the web does.
 *
 * @returns One 'parameter-invalid' (or 'embedding-broken' for `e`) a parameter, in the view's order.
 */
export function problemsOf(view: View, params: URLSearchParams): ErrorReport[] {
  const problems: ErrorReport[] = [];
  for (const [key, parser] of Object.entries(viewParsers[view])) {
    const raw = params.get(key);
    if (raw === null) continue;
    const problem = problemOf(key, raw, parser.parse(raw));
    if (problem) problems.push(problem.toReport());
  }
  return problems;
}

function problemOf(key: string, raw: string, value: unknown): AppError | null {
  if (key === 'k' && value !== null) {
    if (Number(raw) >= K_MIN && Number(raw) <= K_MAX) return null;
    return invalid(
      `k=${clip(raw)} is out of range; ${value} is used.`,
      `Use ${K_MIN} to ${K_MAX}.`,
    );
  }
  if (key === 'e' && value !== null) {
    if (isEncodedEmbedding(raw)) return null;
    return new AppError(
      'embedding-broken',
      'The query image in the link cannot be read.',
      'Copy the whole link again, or search with the image itself.',
    );
  }
  if (value !== null) return null;
  return invalid(
    `${key}=${clip(raw)} is not understood and was left out.`,
    ADVICE[key] ?? FALLBACK,
  );
}

const FALLBACK = 'Remove it from the address, or copy the link again.';

const ADVICE: Readonly<Record<string, string>> = {
  k: `Use a whole number from ${K_MIN} to ${K_MAX}; without one it is ${K_DEFAULT}.`,
  index: 'Use hnsw or exact.',
  backend: 'Use webgpu or wasm.',
  captions: 'Use true or false.',
  sample: 'Choose one of the sample scenes.',
  method: 'Use dense, windows or tiles.',
  scale: 'Use a number from 0.05 to 4.',
  tiles: 'Use rows and columns from 1 to 32, such as 3x3.',
  t: 'Use a number from 0 to 1.',
  gallery: 'Choose a gallery in the bar at the top.',
  model: 'Choose a model in the bar at the top.',
};

function invalid(message: string, advice: string): AppError {
  return new AppError('parameter-invalid', message, advice);
}

/** A raw value short enough to be shown. */
function clip(raw: string): string {
  return raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
}
