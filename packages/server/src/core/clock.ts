/** The only source of the present: passed in, so that a test can decide what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
