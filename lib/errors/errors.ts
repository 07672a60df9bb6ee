/**
 * Everything that can go wrong and that a person can do something about. A code is stable (tests and
 * other tools rely on it); its message says what happened, its advice what to do.
 */
export type ErrorCode =
  | 'text-blank'
  | 'text-unknown'
  | 'image-empty'
  | 'image-not-image'
  | 'image-unsupported'
  | 'image-truncated'
  | 'image-too-large'
  | 'image-too-small'
  | 'image-stopped'
  | 'item-unknown'
  | 'embedding-broken'
  | 'survey-gone'
  | 'georeference-invalid'
  | 'parameter-invalid'
  | 'asset-missing'
  | 'asset-offline'
  | 'asset-corrupt'
  | 'model-unknown'
  | 'model-invalid'
  | 'model-unsupported'
  | 'model-gated'
  | 'model-mismatch'
  | 'gallery-unknown'
  | 'gallery-invalid'
  | 'index-invalid'
  | 'collection-unknown'
  | 'collection-invalid'
  | 'collection-busy'
  | 'store-missing'
  | 'server-busy'
  | 'server-away'
  | 'backend-missing'
  | 'backend-wrong'
  | 'worker-died'
  | 'storage-full'
  | 'storage-forbidden'
  | 'folder-gone'
  | 'file-missing'
  | 'file-invalid'
  | 'usage'
  | 'cancelled'
  | 'internal';

/** An error that crosses boundaries (worker, command line) with its code. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** What happened, one sentence. */
  readonly message: string;
  /** What the person can do about it, one sentence. */
  readonly advice: string;
}

export class AppError extends Error implements ErrorReport {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  toReport(): ErrorReport {
    return { code: this.code, message: this.message, advice: this.advice };
  }

  static fromReport(report: ErrorReport): AppError {
    return new AppError(report.code, report.message, report.advice);
  }
}

/** Any thrown value as a report; what is not an AppError becomes `internal`. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof AppError) return error.toReport();
  if (error instanceof DOMException && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'The work was cancelled.', advice: 'Start it again.' };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message,
    advice: 'Reload the page; if it happens again, file an issue.',
  };
}
