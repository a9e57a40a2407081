import { join } from 'node:path';
import { type Child, startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { type PreparedStores, prepareStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { measureAuthentication } from './measure-authentication.ts';
import { measureMemory } from './measure-memory.ts';
import { measureMutation } from './measure-mutation.ts';
import { measureRevocation } from './measure-revocation.ts';

const ready = /^ready (http:\S+)$/;

async function measure(context: BenchContext, stores: PreparedStores, servers: Child[]): Promise<BenchResult[]> {
  const settings = join(context.folder, 'settings.json');
  await writeSettings(settings, stores.settings);
  const start = async (path: string): Promise<string> => {
    const child = await startChild(path, [settings], ready);
    servers.push(child);
    return child.announced[1] ?? '';
  };
  const ours = await start('src/read/ours.ts');
  const bare = await start('src/platform/bare-mutation.ts');
  const { apiKey, campaignId } = stores;
  const authorization = `Bearer ${apiKey}`;
  return [
    await measureMutation(context, { ours, bare, authorization }),
    await measureAuthentication(context, stores, { url: await start('src/platform/unlimited.ts'), authorization }),
    await measureRevocation(context, { one: ours, other: await start('src/read/ours.ts'), apiKey }),
    await measureMemory(context, { url: await start('src/read/ours.ts'), apiKey, campaignId }),
  ];
}

export const platform: BenchEntry = {
  name: 'platform',
  about: 'what every call gets: mutations, authentication, revocation, memory',
  run: async (context) => {
    context.onProgress('starting stores and servers');
    const stores = await prepareStores(context.folder);
    const servers: Child[] = [];
    try {
      const results = await measure(context, stores, servers);
      return {
        measurements: results.flatMap(({ measurements }) => measurements),
        figures: Object.assign({}, ...results.map(({ figures }) => figures)) as BenchResult['figures'],
      };
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      await stores.close();
    }
  },
};
