import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { apartFromExpiry, archiveFolder, atArchive, expiringOf, openArchivingStores } from '../../test/archiving.ts';
import { openTestServer } from '../../test/support.ts';
import { listArchive } from './list-archive.ts';
import { restoreArchive } from './restore-archive.ts';
import { runArchive } from './run-archive.ts';
import { verifyArchive } from './verify-archive.ts';

vi.setConfig({ testTimeout: 120_000 * rounds.killRounds });

const { settings } = await archiveFolder();
const stores = await openArchivingStores(settings);
const dayMs = 86_400_000;
let now = new Date('2024-01-10T08:00:00.000Z');
const { server, organization } = await openTestServer({ stores, clock: () => now });
const program = fileURLToPath(new URL('../../test/archive-process.ts', import.meta.url));
const later = (days: number) => new Date(now.getTime() + days * dayMs);
const [organizations, months, facts] = [2, 2, 20];

/** Organizations with facts that were stored in several months; answers their documents. */
async function store(): Promise<Map<string, Map<string, string>>> {
  const stored = new Map<string, Map<string, string>>();
  const begin = now;
  for (let index = 0; index < organizations; index += 1) {
    const { client, id } = await organization();
    const { id: subjectId } = await client.artists.create({ name: 'A' });
    for (let month = 0; month < months; month += 1) {
      now = new Date(begin.getTime() + month * 31 * dayMs);
      const dates = Array.from({ length: facts }, (_, day) =>
        new Date(now.getTime() - (day + 1) * dayMs).toISOString().slice(0, 10),
      );
      const said = { subjectKind: 'artist' as const, subjectId, observedAt: now.toISOString() };
      await client.metrics.push({
        facts: dates.map((date, streams) => ({ ...said, date, values: { streams: streams + 1, listeners: null } })),
      });
    }
    stored.set(id, await expiringOf(server, id));
  }
  return stored;
}

/** A run that is killed with SIGKILL as it says its n-th line; answers how many lines it said. */
async function killedRun(at: Date, line: number): Promise<number> {
  const child = spawn(process.execPath, [program, JSON.stringify({ stores, now: at.toISOString() })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let lines = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    lines += 1;
    if (lines === line) child.kill('SIGKILL');
  }
  await ended;
  return lines;
}

test('kill -9 of a run: the next one goes on, each document is archived once and goes only then', async () => {
  for (let round = 0; round < rounds.killRounds; round += 1) {
    const stored = await store();
    const inArchive = later(730 - 3);
    const due = later(740);
    for (const [at, line] of [
      [inArchive, 1 + Math.floor(Math.random() * 6)],
      [due, 1 + Math.floor(Math.random() * 8)],
    ] as const) {
      await killedRun(at, line);
      await atArchive(stores, at, async (archive) => {
        for (const [id, documents] of stored) {
          // What is no longer there was archived, whole, before it went.
          const left = await expiringOf(server, id);
          const archived = await verifyArchive(archive, { organizationId: id, collection: 'sales_metrics' });
          expect(archived.damaged).toEqual([]);
          expect(left.size + archived.documents).toBeGreaterThanOrEqual(documents.size);
        }
      });
    }
    await atArchive(stores, due, (archive) => runArchive(archive));
    now = due;
    for (const [id, documents] of stored) {
      expect(await expiringOf(server, id)).toEqual(new Map());
      const filter = { organizationId: id, collection: 'sales_metrics' };
      await atArchive(stores, due, async (archive) => {
        let listed = 0;
        for await (const manifest of listArchive(archive, filter)) listed += manifest.documents;
        expect(listed).toBe(documents.size);
        expect(await verifyArchive(archive, filter)).toMatchObject({ damaged: [], unfinished: [] });
        expect(await restoreArchive(archive, filter)).toMatchObject({
          restored: documents.size,
          united: 0,
          present: 0,
        });
      });
      expect(apartFromExpiry(await expiringOf(server, id))).toEqual(apartFromExpiry(documents));
    }
    now = later(800);
  }
});
