import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { failMaking, looking, madeAt, openPublishing, tendAfter } from '../../../test/publishing.ts';
import { errorOf } from '../../../test/support.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { meta, options, clock } = opened;
const program = new URL('../../../test/publish-process.ts', import.meta.url).pathname;

/** Publishes through a process of its own, and kills that once `isTime`. */
async function publishAndKill(
  apiKey: string,
  wanted: { id: string; adAccountId: string },
  isTime: () => Promise<boolean>,
) {
  const { stores, providers } = options;
  const settings = { stores, providers, aheadMs: clock.now().getTime() - Date.now() };
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(child.stdout, 'data');
  const client = new SongTrackPro({ apiKey, baseUrl: String(line).trim(), retries: 0 });
  const published = errorOf(client.campaigns.publish(wanted));
  await vi.waitUntil(isTime, { timeout: 30_000, interval: 20 });
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  await published;
}

test.for([
  ['before Meta hears of the campaign', 0],
  ['after Meta has made the campaign', 1],
] as const)(
  'a process that is killed %s leaves a record, by which there is one campaign in the end',
  async ([, made]) => {
    const { own, client, campaignId, adAccountId } = await openPublishing(opened);
    const open = async () => (await client.campaigns.listPlatformChanges({ campaignId })).items[0];
    const tag = async () => {
      const wish = (await open())?.wish;
      return wish?.kind === 'create' ? wish.tag : 'none yet';
    };
    failMaking(opened, { kind: made === 1 ? 'lost' : 'silent' });
    if (made === 1) meta.fail({ fault: { kind: 'silent' }, on: looking });
    const isTime = async () => (await open()) !== undefined && madeAt(opened, await tag()).length === made;
    await publishAndKill(own.apiKey, { id: campaignId, adAccountId }, isTime);
    meta.faults.clear();
    const change = await open();
    expect(change).toMatchObject({ status: 'open', tries: 1, fault: null });
    expect(madeAt(opened, await tag())).toHaveLength(made);
    // Whoever was at it has a few minutes, also when it is dead.
    expect(await tendAfter(opened, 0)).toEqual({ tried: 0 });
    await tendAfter(opened, 6);
    expect(await open()).toMatchObject({ id: change?.id, status: 'done', tries: 2 });
    expect(madeAt(opened, await tag())).toHaveLength(1);
  },
);
