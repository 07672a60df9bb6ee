import { AppError } from '@/lib/errors/errors';

/** A line of a captions file. */
export interface Row {
  readonly filename: string;
  readonly captions: readonly string[];
  readonly category?: string;
  /** Things in the image; complete: what another row names and this one does not is not in it. */
  readonly labels?: readonly string[];
}

export const ROW_SHAPE = '{"filename": "x_1.jpg", "captions": ["…"]}';

/**
 * @param place of the line, for messages
 * @throws AppError file-invalid
 */
export function parseRow(line: string, place: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw badRow(place, 'is not JSON', cause);
  }
  const row = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { filename, captions = [], category, labels } = row;
  if (typeof filename !== 'string' || filename === '') throw badRow(place, 'has no "filename"');
  if (!isTexts(captions)) throw badRow(place, `("captions" of ${filename}) is not a list of texts`);
  if (labels !== undefined && !isTexts(labels)) {
    throw badRow(place, `("labels" of ${filename}) is not a list of texts`);
  }
  const named = typeof category === 'string' && category !== '';
  return { filename, captions, ...(named && { category }), ...(labels && { labels }) };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function badRow(place: string, what: string, cause?: unknown): AppError {
  return new AppError('file-invalid', `${place} ${what}.`, `A line looks like this: ${ROW_SHAPE}`, {
    cause,
  });
}
