import { AppError, type ErrorReport } from '@/lib/errors/errors';
import { isEncodedEmbedding, K_MAX, K_MIN } from './parsers';
import { sharedAdvice, VIEWS, type View } from './views';

/**
 * What a URL holds that the view did not take as it stands: shown to the visitor, so that a mistyped
 * or cut link never changes an answer silently. Parameters that the view does not know are ignored,
 * as the web does.
 *
 * @returns One 'parameter-invalid' (or 'embedding-broken' for `e`) a parameter, in the view's order.
 */
export function problemsOf(view: View, params: URLSearchParams): ErrorReport[] {
  const problems: ErrorReport[] = [];
  const advice: Readonly<Record<string, string>> = { ...sharedAdvice, ...VIEWS[view].advice };
  for (const [key, parser] of Object.entries(VIEWS[view].parsers)) {
    const raws = params.getAll(key);
    const [first] = raws;
    if (first === undefined) continue;
    const problem =
      parser.type === 'multi'
        ? listProblemOf(key, raws, parser.parse(raws) ?? [], advice[key])
        : (problemOf(key, first, parser.parse(first), advice[key]) ?? repeatedProblemOf(key, raws));
    if (problem) problems.push(problem.toReport());
  }
  return problems;
}

function problemOf(
  key: string,
  raw: string,
  value: unknown,
  advice = 'Remove it from the address, or copy the link again.',
): AppError | null {
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
  return invalid(`${key}=${clip(raw)} is not understood and was left out.`, advice);
}

/** Of a parameter that may stand once. */
function repeatedProblemOf(key: string, raws: readonly string[]): AppError | null {
  if (raws.length === 1) return null;
  return invalid(
    `${key} stands ${raws.length} times in the address; the first is used.`,
    'Remove the others from the address.',
  );
}

/** Of a parameter that may stand several times: what was left out, and broken embeddings. */
function listProblemOf(
  key: string,
  raws: readonly string[],
  values: readonly unknown[],
  advice: string | undefined,
): AppError | null {
  const broken =
    key === 'e' ? raws.find((raw) => raw !== '' && !isEncodedEmbedding(raw)) : undefined;
  if (broken !== undefined) return problemOf(key, broken, broken, advice);
  const left = raws.find((raw) => !values.includes(raw));
  return left === undefined ? null : problemOf(key, left, null, advice);
}

function invalid(message: string, advice: string): AppError {
  return new AppError('parameter-invalid', message, advice);
}

/** A raw value short enough to be shown. */
function clip(raw: string): string {
  return raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
}
