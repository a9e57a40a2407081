import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { killEverything, untilUnused } from './installation.ts';
import { killedInstallation } from './killed-installation.ts';
import type { Run } from './run-songtrackpro.ts';

vi.setConfig({ testTimeout: 120_000 + rounds.killRounds * 60_000, hookTimeout: 60_000 });

const batches = 24;
const batchSize = 200;
/** Calls that are under way at a time; more batches than that a server may refuse. */
const atOnce = 6;
const dayMs = 86_400_000;

const { folder, serve } = killedInstallation();

type Batch = Parameters<SongTrackPro['events']['ingest']>[0];
type Facts = Parameters<SongTrackPro['metrics']['push']>[0];

/** What one track is played in a round, each event of a time of its own in the hour before. */
const eventsOf = (trackId: string, round: number, now: number): Batch[] =>
  Array.from({ length: batches }, (_, batch) => ({
    events: Array.from({ length: batchSize }, (_, index) => ({
      eventId: `round ${round}, batch ${batch}, event ${index}`,
      type: 'play' as const,
      trackId,
      timestamp: new Date(now - ((batch * batchSize + index) % 3000) * 1000).toISOString(),
    })),
  }));

const factsOf = (trackId: string, now: number): Facts[] =>
  Array.from({ length: batches }, (_, batch) => ({
    facts: Array.from({ length: 10 }, (_, index) => ({
      subjectKind: 'track' as const,
      subjectId: trackId,
      date: new Date(now - (2 + batch * 10 + index) * dayMs).toISOString().slice(0, 10),
      observedAt: new Date(now - dayMs).toISOString(),
      values: { streams: batch * 10 + index },
    })),
  }));

/** Sends all, some at a time, and kills the server once so many were answered; tells which were. */
async function sendUntilKilled(run: Run, calls: readonly (() => Promise<unknown>)[], last: number): Promise<boolean[]> {
  const acknowledged = calls.map(() => false);
  let [next, count] = [0, 0];
  const sender = async () => {
    for (let at = next++; at < calls.length; at = next++) {
      acknowledged[at] = await (calls[at]?.() ?? Promise.resolve()).then(
        () => true,
        () => false,
      );
      count += 1;
      if (count === last) run.send('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return acknowledged;
}

test('kill -9 amid ingest: what was acknowledged is stored, and what is sent again is counted once', async () => {
  let server = await serve();
  const artist = await server.client.artists.create({ name: 'Killed amid ingest' });
  let [answered, unanswered] = [0, 0];
  for (let round = 0; round < rounds.killRounds; round += 1) {
    const { id: trackId } = await server.client.tracks.create({ artistId: artist.id, title: `Round ${round}` });
    const now = Date.now();
    const [sentEvents, sentFacts] = [eventsOf(trackId, round, now), factsOf(trackId, now)];
    const calls = sentEvents.flatMap((batch, index) => [
      () => server.client.events.ingest(batch),
      () => server.client.metrics.push(sentFacts[index] ?? { facts: [] }),
    ]);
    const acknowledged = await sendUntilKilled(server.run, calls, 1 + ((round * 17 + 7) % (calls.length - 6)));
    expect((await server.run.ended).signal).toBe('SIGKILL');
    if (round % 2 === 0) await killEverything(folder());
    await untilUnused(folder());

    server = await serve();
    const { client } = server;
    for (const [index, batch] of sentEvents.entries()) {
      const wasAcknowledged = acknowledged[index * 2] === true;
      const { stored, repeated, refused } = await client.events.ingest(batch);
      expect([stored + repeated, refused]).toEqual([batchSize, []]);
      if (wasAcknowledged) expect(repeated).toBe(batchSize);
      const pushed = await client.metrics.push(sentFacts[index] ?? { facts: [] });
      if (acknowledged[index * 2 + 1] === true) expect(pushed).toMatchObject({ recorded: 0, repeated: 10 });
    }
    answered += acknowledged.filter(Boolean).length;
    unanswered += acknowledged.filter((was) => !was).length;
    const range = { from: new Date(now - dayMs).toISOString().slice(0, 10), to: new Date().toISOString().slice(0, 10) };
    const plays = async () => {
      const { rows } = await client.events.counts({ ...range, trackId, interval: 'all' });
      return rows.reduce((sum, row) => sum + row.plays, 0);
    };
    await expect.poll(plays, { timeout: 60_000 }).toBe(batches * batchSize);
    const series = await client.metrics.series({
      metrics: ['streams'],
      subjects: [{ kind: 'track', id: trackId }],
      from: new Date(now - (1 + batches * 10) * dayMs).toISOString().slice(0, 10),
      to: new Date(now - 2 * dayMs).toISOString().slice(0, 10),
      interval: 'all',
    });
    const total = (batches * 10 * (batches * 10 - 1)) / 2;
    expect(series.totals?.totals.streams?.value).toBe(total);
  }
  // Otherwise nothing was cut off, or nothing was acknowledged, and nothing was proved.
  expect(answered).toBeGreaterThan(0);
  expect(unanswered).toBeGreaterThan(0);
  server.run.send('SIGTERM');
  expect(await server.run.ended).toMatchObject({ code: 0 });
});
