import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { audienceAt, batchesOf, deliverAfter, openDelivering } from '../../../test/delivering.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { meta, options, clock } = opened;
const program = new URL('../../../test/deliver-process.ts', import.meta.url).pathname;

test('a process that is killed between two batches is followed by one that goes on, and nobody is missing', async () => {
  const { own, client, publish } = await openDelivering(opened, 20_001);
  const { id } = await publish();
  meta.fail({ fault: { kind: 'silent' }, on: /POST \/v[\d.]+\/\d+\/users$/, after: 1 });
  const { stores, providers } = options;
  const aheadMs = clock.now().getTime() - Date.now();
  const settings = { stores, providers, aheadMs, due: { organizationId: own.id, id } };
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const sent = async () => (await client.audiences.getDelivery({ id })).sent;
  await vi.waitUntil(async () => (await sent()) === 10_000, { timeout: 60_000, interval: 50 });
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  meta.faults.clear();
  expect(await deliverAfter(opened, 0)).toEqual({ tried: 0 });
  await deliverAfter(opened, 6);
  const after = await client.audiences.getDelivery({ id });
  expect(after).toMatchObject({ status: 'done', sent: 20_001, tries: 2 });
  const audience = audienceAt(opened, after.externalId);
  expect(audience?.people.size).toBe(20_001);
  expect(batchesOf(audience)).toEqual([[1, 2, 3]]);
});
