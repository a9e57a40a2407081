import { join } from 'node:path';
import { type PreparedStores, prepareStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { type Child, startChild } from './child.ts';
import type { BenchContext, BenchResult } from './entry.ts';

const ready = /^ready (http:\S+)$/;

/** What measurements of servers on the same stores need. */
export interface Stage {
  stores: PreparedStores;
  /** Starts a program on the stores and answers its URL. */
  start: (path: string, ...more: string[]) => Promise<string>;
}

/** Prepares stores, runs the measurements, puts their results together, and ends every server that they started. */
export async function withServers(
  context: BenchContext,
  measure: (stage: Stage) => Promise<BenchResult[]>,
): Promise<BenchResult> {
  context.onProgress('starting stores and servers');
  const stores = await prepareStores(context.folder);
  const servers: Child[] = [];
  try {
    const settings = join(context.folder, 'settings.json');
    await writeSettings(settings, stores.settings);
    const start = async (path: string, ...more: string[]): Promise<string> => {
      const child = await startChild(path, [settings, ...more], ready);
      servers.push(child);
      return child.announced[1] ?? '';
    };
    const results = await measure({ stores, start });
    return {
      measurements: results.flatMap(({ measurements }) => measurements),
      figures: Object.assign({}, ...results.map(({ figures }) => figures)) as BenchResult['figures'],
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await stores.close();
  }
}
