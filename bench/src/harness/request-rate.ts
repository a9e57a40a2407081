import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const load = fileURLToPath(new URL('./load.ts', import.meta.url));
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
export async function requestRate({ url, authorization }: Target, seconds: number): Promise<number> {
  const args = [load, url, authorization, String(connections), String(seconds)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { perSecond, failed }: { perSecond: number; failed: number } = JSON.parse(stdout);
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} were not answered with success`);
  return perSecond;
}
