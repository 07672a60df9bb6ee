import { AppError } from '@/lib/errors/errors';

/** What holds the constructor; a parameter for tests. */
export interface ThreadScope {
  Worker?: typeof Worker | undefined;
}

/**
 * Does `work` and watches the workers that it starts. The runtime waits for its threads without a limit, also for one
 * whose script did not arrive or came as something that is no script; here that is an error.
 *
 * @throws AppError backend-missing, naming the script, where a thread fails before `work` is done
 */
export async function watchThreads<T>(
  work: () => Promise<T>,
  scope: ThreadScope = globalThis as ThreadScope,
): Promise<T> {
  const Native = scope.Worker;
  if (Native === undefined) return work();
  let fail!: (error: AppError) => void;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {}); // After the work is done nothing awaits it.
  scope.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('error', () => fail(threadFailed(url)));
    }
  };
  try {
    return await Promise.race([work(), failure]);
  } finally {
    scope.Worker = Native;
  }
}

function threadFailed(url: string | URL): AppError {
  return new AppError(
    'backend-missing',
    `A thread of the program that runs the model could not be started: ${url} did not arrive as a script.`,
    'Reload the page; if it stays so and you run this site, check that the host has this file and sends it as text/javascript.',
  );
}
