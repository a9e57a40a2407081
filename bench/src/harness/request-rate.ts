import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const load = fileURLToPath(new URL('./load.ts', import.meta.url));
const postLoad = fileURLToPath(new URL('./post-load.ts', import.meta.url));
const eventLoad = fileURLToPath(new URL('../billing/event-load.ts', import.meta.url));
const connections = 32;

export interface Target {
  url: string;
  authorization: string;
}

/**
 * Answered requests per second over 32 connections; the load comes from a process of its own.
 *
 * @throws when a single answer was not a success: such a rate would say nothing
 */
export const requestRate = (target: Target, seconds: number): Promise<number> => rateOf(load, target, seconds);

/** The same of mutations, each with an `Idempotency-Key` of its own. */
export const postRate = (target: Target, seconds: number): Promise<number> => rateOf(postLoad, target, seconds);

/** The same of signed events of Stripe, each with an id of its own. */
export const eventRate = (target: Target, seconds: number): Promise<number> => rateOf(eventLoad, target, seconds);

async function rateOf(program: string, { url, authorization }: Target, seconds: number): Promise<number> {
  const args = [program, url, authorization, String(connections), String(seconds)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { perSecond, failed }: { perSecond: number; failed: number } = JSON.parse(stdout);
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} were not answered with success`);
  return perSecond;
}
