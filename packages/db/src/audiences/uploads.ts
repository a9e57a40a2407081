import type { Audience, ListUpload } from '@songtrackpro/contracts';
import { and, eq, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { audienceUploadRows, audienceUploads } from './list-tables.ts';
import { toAudience } from './store.ts';
import { audiences } from './tables.ts';

/** SHA-256 of what is known of a person; `person` tells people apart. */
export type PersonHashes = Omit<typeof audienceUploadRows.$inferSelect, 'organizationId' | 'uploadId'>;

function toUpload({ organizationId: _, updatedAt: __, ...row }: typeof audienceUploads.$inferSelect): ListUpload {
  return { ...row, createdAt: isoInstant(row.createdAt), finishedAt: isoInstantOrNull(row.finishedAt) };
}

/** Opens an upload; one of the same audience that is still open is given up. The caller holds the audience. */
export async function insertUpload(
  tx: TenantTransaction,
  input: Pick<typeof audienceUploads.$inferInsert, 'organizationId' | 'audienceId' | 'mode'>,
): Promise<ListUpload> {
  await tx
    .delete(audienceUploads)
    .where(and(eq(audienceUploads.audienceId, input.audienceId), eq(audienceUploads.status, 'open')));
  const [row] = await tx.insert(audienceUploads).values(input).returning();
  if (!row) throw new Error('insert returned no row');
  return toUpload(row);
}

/** An upload, held until the transaction ends. */
export async function lockUpload(tx: TenantTransaction, id: string): Promise<ListUpload | null> {
  const [row] = await tx.select().from(audienceUploads).where(eq(audienceUploads.id, id)).for('update');
  return row ? toUpload(row) : null;
}

const known = ['email', 'phone', 'first_name', 'last_name', 'postal_code', 'country'] as const;
/** What a later row of the same person says fills what is not known yet. */
const filled = (table: string) =>
  sql.raw(known.map((column) => `${column} = coalesce(${table}.${column}, excluded.${column})`).join(', '));
const columns = sql.raw(['person', ...known].join(', '));

/** Keeps people of an open upload, none twice in `people`; answers how many were not in it before. */
export async function insertUploadRows(
  tx: TenantTransaction,
  upload: { organizationId: string; uploadId: string },
  people: readonly PersonHashes[],
): Promise<number> {
  if (people.length === 0) return 0;
  const rows = await tx
    .insert(audienceUploadRows)
    .values(people.map((person) => ({ ...upload, ...person })))
    .onConflictDoUpdate({
      target: [audienceUploadRows.organizationId, audienceUploadRows.uploadId, audienceUploadRows.person],
      set: Object.fromEntries(
        (['email', 'phone', 'firstName', 'lastName', 'postalCode', 'country'] as const).map((name) => {
          const column = audienceUploadRows[name];
          return [name, sql`coalesce(${column}, excluded.${sql.identifier(column.name)})`];
        }),
      ),
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return rows.filter(({ isNew }) => isNew).length;
}

/** Adds what a call brought to the counts of an upload. */
export async function countUploadRows(
  tx: TenantTransaction,
  id: string,
  counts: Pick<ListUpload, 'received' | 'accepted' | 'duplicates' | 'refused'>,
): Promise<ListUpload> {
  const [row] = await tx
    .update(audienceUploads)
    .set({
      received: sql`${audienceUploads.received} + ${counts.received}`,
      accepted: sql`${audienceUploads.accepted} + ${counts.accepted}`,
      duplicates: sql`${audienceUploads.duplicates} + ${counts.duplicates}`,
      refused: sql`${audienceUploads.refused} + ${counts.refused}`,
    })
    .where(eq(audienceUploads.id, id))
    .returning();
  if (!row) throw new Error('update returned no row');
  return toUpload(row);
}

async function addPeople(tx: TenantTransaction, { id, audienceId }: ListUpload): Promise<number> {
  const [row] = await tx.execute<{ added: number }>(sql`
    with written as (
      insert into audience_members as kept (organization_id, audience_id, ${columns})
      select organization_id, ${audienceId}::uuid, ${columns} from audience_upload_rows where upload_id = ${id}
      on conflict (organization_id, audience_id, person) do update set ${filled('kept')}
      returning (xmax = 0) as is_new
    )
    select count(*) filter (where is_new)::int as added from written`);
  return row?.added ?? 0;
}

/** A person is taken out by any address or number that the list knows of them. */
async function removePeople(tx: TenantTransaction, { id, audienceId }: ListUpload): Promise<number> {
  const sent = (column: string) =>
    sql`(select ${sql.raw(column)} from audience_upload_rows where upload_id = ${id} and ${sql.raw(column)} is not null)`;
  const rows = await tx.execute(sql`
    delete from audience_members where audience_id = ${audienceId}
      and (person in ${sent('person')} or email in ${sent('email')} or phone in ${sent('phone')})`);
  return rows.count;
}

async function removeOthers(tx: TenantTransaction, { id, audienceId }: ListUpload): Promise<number> {
  const rows = await tx.execute(sql`
    delete from audience_members where audience_id = ${audienceId}
      and person not in (select person from audience_upload_rows where upload_id = ${id})`);
  return rows.count;
}

/** Brings the people of a locked upload into its list, or out of it, and counts the list. */
export async function finishUpload(
  tx: TenantTransaction,
  upload: ListUpload,
  now: Date,
): Promise<{ upload: ListUpload; audience: Audience }> {
  const { id, audienceId, mode } = upload;
  const counted = { append: () => 0, replace: () => removeOthers(tx, upload), remove: () => removePeople(tx, upload) };
  const removed = await counted[mode]();
  const added = mode === 'remove' ? 0 : await addPeople(tx, upload);
  await tx.delete(audienceUploadRows).where(eq(audienceUploadRows.uploadId, id));
  const [finished] = await tx
    .update(audienceUploads)
    .set({ status: 'finished', added, removed, finishedAt: now.toISOString() })
    .where(eq(audienceUploads.id, id))
    .returning();
  const [audience] = await tx
    .update(audiences)
    .set({
      people: sql`(select count(*) from audience_members m where m.audience_id = ${audienceId})`,
      peopleAsOf: now.toISOString(),
      version: sql`${audiences.version} + 1`,
    })
    .where(eq(audiences.id, audienceId))
    .returning();
  if (!finished || !audience) throw new Error('update returned no row');
  return { upload: toUpload(finished), audience: toAudience(audience) };
}

/** Forgets uploads that were left open for more than a day, with the hashes of their people; answers how many. */
export async function forgetOpenUploads(postgres: Pick<Postgres, 'worker'>): Promise<number> {
  return (await postgres.worker`delete from audience_uploads`).count;
}
