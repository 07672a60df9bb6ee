/** Slow or busy machines wait longer: OVERLOOK_PATIENCE=3 npm test. */
const PATIENCE = Number(process.env.OVERLOOK_PATIENCE ?? 1);

export const seconds = (n: number): number => n * 1000 * PATIENCE;
export const minutes = (n: number): number => seconds(60 * n);

/** For what may have to load the engine first. */
export const LOADING = minutes(1);
