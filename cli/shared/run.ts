import { AppError, reportOf } from '@/lib/errors/errors';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** What shells report of a program that Ctrl-C ended. */
const EXIT_INTERRUPTED = 130;

/**
 * Runs a command: its errors become a message with advice and an exit code. The first Ctrl-C (or SIGTERM) aborts
 * the signal, so that the command can clean up; the second ends the process at once.
 */
export function runCommand(main: (signal: AbortSignal) => Promise<void>): void {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(EXIT_INTERRUPTED);
    process.stderr.write('\nStopping. (Once more stops at once.)\n');
    stop.abort(new AppError('cancelled', 'Stopped.', 'Run the command again to go on.'));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  main(stop.signal)
    .then(
      () => process.exitCode ?? 0,
      (error: unknown) => {
        const stopped = stop.signal.aborted && !(error instanceof AppError);
        return reportFailure(stopped ? stop.signal.reason : error);
      },
    )
    // Threads of the model's runtime would keep the process alive; what was printed must be out first.
    .then((code) => process.stdout.write('', () => process.exit(code)));
}

/** Prints what went wrong. @returns the exit code */
export function reportFailure(error: unknown): number {
  const { code, message, advice } = toReport(error);
  process.stderr.write(`${message}\n${advice}\n`);
  if (code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (code === 'cancelled') return EXIT_INTERRUPTED;
  return code === 'usage' ? EXIT_USAGE : EXIT_FAILED;
}

function toReport(error: unknown) {
  const errno = (error as NodeJS.ErrnoException | undefined)?.code;
  if (errno === 'ENOSPC' || errno === 'EDQUOT') {
    return new AppError(
      'storage-full',
      'The disk is full.',
      'Free some space and run the command again; what was there before is as it was.',
    ).toReport();
  }
  if (errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM') {
    const { path = 'a file' } = error as NodeJS.ErrnoException;
    return new AppError(
      'file-invalid',
      `${path} cannot be written: ${errno === 'EROFS' ? 'the disk is read-only' : 'permission denied'}.`,
      'Allow writing there, or name another folder by --out.',
    ).toReport();
  }
  // Messages of parseArgs are clear enough to show.
  if (errno?.startsWith('ERR_PARSE_ARGS')) {
    return usage((error as Error).message).toReport();
  }
  const report = reportOf(error);
  if (report.code !== 'internal') return report;
  return { ...report, advice: 'This should not happen: please file an issue with what follows.' };
}

/** An error in how the command was called. */
export function usage(
  message: string,
  advice = 'Run it with --help to see how it is called.',
): AppError {
  return new AppError('usage', message, advice);
}
