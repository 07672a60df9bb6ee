/** Stands in the scripts of the engine's worker and of no other: the build finds them by it (cli/site/build/early.ts). */
export const WORKER_MARK = 'overlook:engine-worker';
