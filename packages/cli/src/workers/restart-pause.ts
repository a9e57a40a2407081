const firstMs = 500;
const longestMs = 30_000;
/** A worker that served for so long, in milliseconds, had no fault at its start. */
export const provenMs = 60_000;

/** How long to wait before a worker is replaced, in milliseconds: twice as long with each one that ended young. */
export const restartPause = (endedYoung: number): number => Math.min(firstMs * 2 ** endedYoung, longestMs);
