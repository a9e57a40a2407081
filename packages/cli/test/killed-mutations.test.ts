import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { killEverything, untilUnused } from './installation.ts';
import { killedInstallation } from './killed-installation.ts';

vi.setConfig({ testTimeout: 120_000 + rounds.killRounds * 30_000, hookTimeout: 60_000 });

const callsAtOnce = 24;

const { folder, serve } = killedInstallation();

/** How often each artist stands in the list, and in the audit as made, by its name. */
async function effects(client: SongTrackPro, names: readonly string[]) {
  const wanted = new Set(names);
  const stored = (await client.artists.list().toArray({ limit: 1e6 })).filter(({ name }) => wanted.has(name));
  const nameOf = new Map(stored.map(({ id, name }) => [id, name]));
  const lines = await client.audit.export({ action: 'artists.create', limit: 1000 }).toArray({ limit: 1e6 });
  const entries = lines.map((line) => (JSON.parse(line) as { resource: { id: string } }).resource.id);
  const audited = entries.flatMap((id) => nameOf.get(id) ?? []);
  return { stored: stored.map(({ name }) => name).sort(), audited: audited.sort() };
}

test('kill -9 of the server amid mutations: repeated by their keys each has one effect and one entry in the audit', async () => {
  let server = await serve();
  let [answered, unanswered] = [0, 0];
  for (let round = 0; round < rounds.killRounds; round += 1) {
    const names = Array.from({ length: callsAtOnce }, (_, index) => `Killed in round ${round}, call ${index}`).sort();
    const send = ({ client }: typeof server, name: string) =>
      client.artists.create({ name }, { idempotencyKey: name.replaceAll(/\W/g, '-') });
    // It ends when so many were answered: from the first to nearly the last of them.
    const last = 1 + ((round * 11 + 5) % (callsAtOnce - 4));
    let count = 0;
    const first = await Promise.allSettled(
      names.map(async (name) => {
        const { id } = await send(server, name);
        count += 1;
        if (count === last) server.run.send('SIGKILL');
        return id;
      }),
    );
    expect((await server.run.ended).signal).toBe('SIGKILL');
    // In every second round the stores die as well.
    if (round % 2 === 1) await killEverything(folder());
    await untilUnused(folder());

    server = await serve();
    const { client } = server;
    const repeated = await Promise.all(names.map((name) => send(server, name)));
    for (const [index, outcome] of first.entries()) {
      if (outcome.status === 'fulfilled') expect(repeated[index]?.id).toBe(outcome.value);
      answered += outcome.status === 'fulfilled' ? 1 : 0;
      unanswered += outcome.status === 'fulfilled' ? 0 : 1;
    }
    await expect.poll(() => effects(client, names), { timeout: 30_000 }).toEqual({ stored: names, audited: names });
  }
  // Otherwise nothing was cut off, or nothing was done, and nothing was proved.
  expect(answered).toBeGreaterThan(0);
  expect(unanswered).toBeGreaterThan(0);
  server.run.send('SIGTERM');
  expect(await server.run.ended).toMatchObject({ code: 0 });
});
