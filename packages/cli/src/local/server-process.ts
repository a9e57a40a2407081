import type { RunningServer, ServerOptions } from '@songtrackpro/server';

/** What a process needs to serve: plain data, which can be handed to another process. */
export type ProcessSettings = Omit<ServerOptions, 'log' | 'clock'> & { logLevel: string };

export async function startServerProcess({ logLevel, ...options }: ProcessSettings): Promise<RunningServer> {
  const { createLog, startServer } = await import('@songtrackpro/server');
  return startServer({ ...options, log: createLog(logLevel) });
}
