import type { RunningServer, ServerOptions } from '@songtrackpro/server';

/** What a process needs to serve: plain data, which can be handed to another process. */
export type ProcessSettings = Omit<ServerOptions, 'log' | 'clock'> & { logLevel: string };

/** With a clock only in this process: to another one it can't be handed. */
export async function startServerProcess(
  { logLevel, ...options }: ProcessSettings,
  clock?: ServerOptions['clock'],
): Promise<RunningServer> {
  const { createLog, startServer } = await import('@songtrackpro/server');
  return startServer({ ...options, log: createLog(logLevel), ...(clock && { clock }) });
}
