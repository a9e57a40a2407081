import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { archiveFolder, atArchive, openArchivingStores } from '../../test/archiving.ts';
import { openTestServer } from '../../test/support.ts';
import { listArchive, runArchive } from '../archive/index.ts';
import { purgeAfter } from './purge-deleted.ts';

const { settings } = await archiveFolder();
const stores = await openArchivingStores(settings);
const begin = new Date('2026-02-10T08:00:00.000Z');
// Its own archiving and purging would come between.
const { server, organization } = await openTestServer({ stores, clock: () => begin, worker: false });
const almostDue = new Date(begin.getTime() + 725 * 86_400_000);

async function withFact() {
  const { client, id } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  const said = { subjectKind: 'artist' as const, subjectId, observedAt: begin.toISOString() };
  await client.metrics.push({ facts: [{ ...said, date: '2026-02-01', values: { streams: 1 } }] });
  return id;
}

const filesOf = (organizationId: string) =>
  atArchive(stores, begin, async (archive) => {
    let files = 0;
    for await (const _ of listArchive(archive, { organizationId, collection: 'sales_metrics' })) files += 1;
    return files;
  });

test('an organization that goes for good goes from the archive as well', async () => {
  const [gone, kept] = [await withFact(), await withFact()];
  await atArchive(stores, almostDue, (archive) => runArchive(archive));
  expect([await filesOf(gone), await filesOf(kept)]).toEqual([1, 1]);
  await server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${gone}, true)`;
    await tx`update organizations set deleted_at = ${new Date(begin.getTime() - 40 * 86_400_000).toISOString()}
      where id = ${gone}`;
  });
  const job = { id: randomUUID(), signal: new AbortController().signal };
  await purgeAfter(30, { archive: settings }).run(server.services, null, job);
  expect([await filesOf(gone), await filesOf(kept)]).toEqual([0, 1]);
});
