import type { LoggedEvent } from '@songtrackpro/server';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { exitCodes, progress, say } from '../terminal.ts';

interface EventsOptions {
  data?: string;
  json?: boolean;
  level?: 'info' | 'warning' | 'error';
  kind?: 'api_call' | 'sync_job' | 'error' | 'performance';
  hours: number;
  limit: number;
}

const duration = (ms: number | null) => (ms === null ? '' : ` ${ms} ms`);

/** One line for a person: when, what, for whom, and what went wrong. */
export function eventLine(event: LoggedEvent): string {
  const { timestamp, level, name, durationMs, organizationId, requestId, details, message } = event;
  const named = { organization: organizationId, request: requestId, ...details };
  const facts = Object.entries(named).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]));
  const said = message === null ? '' : `: ${message.replaceAll(/\s+/g, ' ')}`;
  return `${timestamp.toISOString()} ${level.padEnd(7)} ${name}${duration(durationMs)} ${facts.join(' ')}${said}`;
}

const hourMs = 3_600_000;

/** Prints what server processes wrote down of calls, jobs, syncs and faults, the newest first. */
export async function events({ data, json, level, kind, hours, limit }: EventsOptions): Promise<number> {
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { listEvents, systemClock } = await import('@songtrackpro/server');
    const from = new Date(systemClock().getTime() - hours * hourMs);
    const found = await listEvents(stores.settings, { from, level, kind, limit });
    for (const event of found) say(json ? JSON.stringify(event) : eventLine(event));
    if (found.length === 0 && !json) say(`No such event in the last ${hours} ${hours === 1 ? 'hour' : 'hours'}.`);
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}
