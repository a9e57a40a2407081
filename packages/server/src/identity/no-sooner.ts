import { setTimeout as pause } from 'node:timers/promises';

/** Longer than any of the calls takes that must not tell whether an address is known. */
const leastMs = 350;

/** Answers no sooner than a fixed time after the call began: how long the work took tells nothing about its outcome. */
export async function noSooner<T>(work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), pause(leastMs)]);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
