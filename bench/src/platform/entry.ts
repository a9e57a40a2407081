import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figureOf } from '../harness/results.ts';
import { type Stage, withServers } from '../harness/with-servers.ts';
import { read } from '../read/entry.ts';
import { measureAuthentication } from './measure-authentication.ts';
import { measureMemory } from './measure-memory.ts';
import { measureMutation } from './measure-mutation.ts';
import { measureRevocation } from './measure-revocation.ts';

async function measure(context: BenchContext, { stores, start }: Stage): Promise<BenchResult[]> {
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
  about: 'what every call gets: reads, mutations, authentication, revocation, memory',
  async run(context) {
    // The same comparison as the entry `read`, under the name that the platform's other figures have.
    const readRatio = await figureOf(read, 'ratio', context);
    const { measurements, figures } = await withServers(context, (stage) => measure(context, stage));
    const ratio = { label: 'read, ratio', unit: '', samples: [readRatio], remark: 'of `read`; larger is better' };
    return { measurements: [ratio, ...measurements], figures: { readRatio, ...figures } };
  },
};
