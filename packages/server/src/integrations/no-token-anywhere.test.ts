import { deliverAudit, drainOutbox, installationId, readTenantDocuments } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { openConnectionServer } from '../../test/connections.ts';
import { storedOf } from '../../test/stored.ts';
import { errorOf } from '../../test/support.ts';
import { createLog } from '../core/log.ts';
import { accessTokenOf } from './tokens/access-token.ts';
import { tendConnections } from './tokens/tend-connections.ts';

const lines: string[] = [];
const log = createLog('trace', { write: (line) => void lines.push(line) });
const opened = await openConnectionServer({ log });
const { server, organization, person, meta, spotify, clock, connect, agree } = opened;

/** What the bytes of a row's columns spell. */
const bytesIn = (row: string) =>
  [...row.matchAll(/x([0-9a-f]{16,})/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'));

/** Texts of every row of the organization, of what workers see of all, of jobs, and of every document. */
async function everythingStored(organizationId: string): Promise<string[]> {
  const { documents, systemLog, postgres } = server.services;
  await systemLog.flush();
  const rows = await storedOf(server.services, organizationId);
  for (const table of ['outbox', 'jobs.job'])
    for (const { row } of await postgres.worker<
      { row: string }[]
    >`select t::text as row from ${postgres.worker(table)} t`)
      rows.push(row);
  const found = [...rows, ...rows.flatMap(bytesIn)];
  for (const tenant of [organizationId, installationId])
    for await (const { json } of readTenantDocuments(documents.db, tenant)) found.push(json);
  return found;
}

test('no token, code, state or secret of an app is in a log, a table, a job or a document, whatever goes wrong', async () => {
  const own = await organization();
  const { client } = own;
  const colleague = await person({ organization: own, role: 'admin' });
  const backs = [await agree(client), await agree(client, 'meta', { deny: true }), await agree(client, 'spotify')];
  for (const back of backs) await client.integrations.callback(back).catch(() => undefined);
  const failing = await agree(client);
  meta.fail({ fault: { kind: 'cut' }, on: /me\/adaccounts/, times: 100 });
  await errorOf(client.integrations.callback(failing));
  meta.faults.clear();
  const used = await errorOf(client.integrations.callback(failing));
  const { items } = await client.integrations.list();
  const of = (provider: string) => {
    const id = items.find((one) => one.provider === provider)?.id ?? '';
    return { organizationId: own.id, id };
  };
  clock.advance({ minutes: 58 });
  await accessTokenOf(server.services, of('spotify'));
  clock.advance({ days: 46 });
  meta.state.endTokens('900000000000001', 460);
  await tendConnections(server.services, () => false);
  await connect(client);
  const waiting = await client.integrations.connect({ provider: 'meta' });
  // In a job by now, sealed, and in the row again.
  await client.integrations.disconnect({ id: of('meta').id });
  await connect(client);
  const { postgres, documents } = server.services;
  await drainOutbox(postgres, (rows) => deliverAudit(documents.db, rows));
  const unfinished = await fetch(`${server.url}/v1/integrations/meta/callback?${new URLSearchParams(failing)}`);
  await unfinished.text();

  const secrets = [
    ...meta.state.tokens.keys(),
    ...meta.state.codes.keys(),
    ...spotify.state.accessTokens.keys(),
    ...[...spotify.state.grants].map(({ refreshToken }) => refreshToken),
    ...spotify.state.codes.keys(),
    ...[...backs, failing].map(({ state }) => state),
    new URL(waiting.url ?? '').searchParams.get('state') ?? '',
    meta.app.appSecret,
    spotify.app.clientSecret ?? '',
  ];
  expect(secrets.length).toBeGreaterThan(15);
  expect(secrets.filter((secret) => secret.length < 16)).toEqual([]);
  const notes = JSON.stringify((await colleague.client.notifications.list()).items);
  const places = {
    log: lines,
    stored: await everythingStored(own.id),
    answers: [notes, used.message, JSON.stringify(used), JSON.stringify((await client.integrations.list()).items)],
  };
  expect(places.log.length).toBeGreaterThan(10);
  expect(places.stored.join('\n')).toContain('v1.local.');
  for (const [place, texts] of Object.entries(places))
    for (const secret of secrets)
      expect(
        texts.filter((text) => text.includes(secret)),
        place,
      ).toEqual([]);
});

test('neither is one in an address that the server has asked for', () => {
  for (const request of [...meta.requests, ...spotify.requests]) expect(request).not.toMatch(/token=|EAA|BQ[\w-]{30}/);
});
