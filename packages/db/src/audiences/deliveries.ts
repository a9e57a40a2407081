import type { AudienceDelivery } from '@songtrackpro/contracts';
import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { audienceDeliveries } from './delivery-tables.ts';
import { audienceMembers } from './list-tables.ts';
import { audiences } from './tables.ts';
import type { PersonHashes } from './uploads.ts';

type Row = typeof audienceDeliveries.$inferSelect;

/** A delivery as it is stored; what a person does about it is worded above. */
export interface StoredDelivery extends Omit<AudienceDelivery, 'nextStep'> {
  tag: string;
  replaces: boolean;
  peopleAsOf: string | null;
  session: { id: number; at: string } | null;
  batch: number;
  lastPerson: Uint8Array | null;
}

function toDelivery(row: Row): StoredDelivery {
  const { id, audienceId, adAccountId, kind, status, tag, externalId, replaces, people, sent, invalid } = row;
  return {
    ...{ id, audienceId, adAccountId, kind, status, tag, externalId, replaces, people, sent, invalid },
    peopleAsOf: isoInstantOrNull(row.peopleAsOf),
    session: row.sessionId === null || row.sessionAt === null ? null : { id: row.sessionId, at: row.sessionAt },
    batch: row.batch,
    lastPerson: row.lastPerson,
    tries: row.tries,
    nextTryAt: status === 'open' ? isoInstant(row.waitUntil) : null,
    fault: row.fault,
    createdAt: isoInstant(row.createdAt),
    finishedAt: isoInstantOrNull(row.finishedAt),
  };
}

export type NewDelivery = Pick<
  typeof audienceDeliveries.$inferInsert,
  | 'organizationId'
  | 'audienceId'
  | 'adAccountId'
  | 'kind'
  | 'tag'
  | 'externalId'
  | 'replaces'
  | 'people'
  | 'peopleAsOf'
  | 'waitUntil'
>;

/** @throws ConstraintError `audience_deliveries_open_key` where one of the audience is open */
export async function insertDelivery(tx: TenantTransaction, delivery: NewDelivery): Promise<StoredDelivery> {
  const [row] = await tx.insert(audienceDeliveries).values(delivery).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toDelivery(row);
}

export async function findDelivery(tx: TenantTransaction, id: string): Promise<StoredDelivery | null> {
  const [row] = await tx.select().from(audienceDeliveries).where(eq(audienceDeliveries.id, id));
  return row ? toDelivery(row) : null;
}

/** Whether people of the audience were sent to what it is at the platform now. */
export async function wasSent(tx: TenantTransaction, audienceId: string, externalId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from audience_deliveries where audience_id = ${audienceId} and external_id = ${externalId}
      and kind = 'send' and sent > 0 limit 1`);
  return rows.length > 0;
}

/** Takes an open delivery that nobody is at; null where there is nothing to do now. */
export async function claimDelivery(
  tx: TenantTransaction,
  id: string,
  { now, tryingUntil }: { now: Date; tryingUntil: Date },
): Promise<StoredDelivery | null> {
  const at = now.toISOString();
  const until = tryingUntil.toISOString();
  const { tries, status, waitUntil, tryingUntil: trying } = audienceDeliveries;
  const [row] = await tx
    .update(audienceDeliveries)
    .set({ tries: sql`${tries} + 1`, tryingUntil: until, waitUntil: until })
    .where(
      and(eq(audienceDeliveries.id, id), eq(status, 'open'), lte(waitUntil, at), or(isNull(trying), lte(trying, at))),
    )
    .returning();
  return row ? toDelivery(row) : null;
}

export type DeliveryStep = Partial<
  Pick<
    Row,
    | 'status'
    | 'externalId'
    | 'replaces'
    | 'people'
    | 'peopleAsOf'
    | 'sent'
    | 'invalid'
    | 'sessionId'
    | 'sessionAt'
    | 'batch'
    | 'lastPerson'
    | 'tryingUntil'
    | 'waitUntil'
    | 'fault'
    | 'finishedAt'
  >
>;

/** Notes how far an open delivery is; null where it is finished or gone. */
export async function stepDelivery(
  tx: TenantTransaction,
  id: string,
  step: DeliveryStep,
): Promise<StoredDelivery | null> {
  const [row] = await tx
    .update(audienceDeliveries)
    .set(step)
    .where(and(eq(audienceDeliveries.id, id), eq(audienceDeliveries.status, 'open')))
    .returning();
  return row ? toDelivery(row) : null;
}

export interface ListState {
  name: string;
  people: number;
  /** Changes with every upload that is finished. */
  asOf: string;
}

/** How a list is now; null where it was deleted. */
export async function findListState(tx: TenantTransaction, audienceId: string): Promise<ListState | null> {
  const { name, people, peopleAsOf, id, deletedAt } = audiences;
  const [row] = await tx
    .select({ name, people, asOf: peopleAsOf })
    .from(audiences)
    .where(and(eq(id, audienceId), isNull(deletedAt)));
  if (!row || row.people === null || row.asOf === null) return null;
  return { name: row.name, people: row.people, asOf: isoInstant(row.asOf) };
}

/** People of a list in the order of their hashes, behind the one that was sent last. */
export async function listPeople(
  tx: TenantTransaction,
  audienceId: string,
  after: Uint8Array | null,
  limit: number,
): Promise<PersonHashes[]> {
  const rows = await tx
    .select()
    .from(audienceMembers)
    .where(and(eq(audienceMembers.audienceId, audienceId), after ? gt(audienceMembers.person, after) : undefined))
    .orderBy(asc(audienceMembers.person))
    .limit(limit);
  return rows.map(({ organizationId: _, audienceId: __, ...person }) => person);
}

interface DeliveryPage extends PageRequest {
  audienceId?: string | undefined;
  status?: AudienceDelivery['status'] | undefined;
}

const page = compiledRead((db, given: Given<DeliveryPage>) =>
  db
    .select()
    .from(audienceDeliveries)
    .where(
      and(
        given.when('audienceId', (id) => eq(audienceDeliveries.audienceId, id)),
        given.when('status', (status) => eq(audienceDeliveries.status, status)),
        pageStart(audienceDeliveries.id, given),
      ),
    )
    .orderBy(newestFirst(audienceDeliveries.id))
    .limit(given.value('limit')),
);

export async function listDeliveries(tx: TenantTransaction, request: DeliveryPage): Promise<Page<StoredDelivery>> {
  return toPage(await page(tx, withNext(request)), request.limit, toDelivery);
}

/** Open deliveries over all organizations that nobody is at and that have waited long enough. */
export async function listDueDeliveries(
  { worker }: Pick<Postgres, 'worker'>,
  now: Date,
): Promise<{ id: string; organizationId: string }[]> {
  const at = now.toISOString();
  return worker<{ id: string; organizationId: string }[]>`
    select d.id, d.organization_id as "organizationId" from audience_deliveries d
    join organizations o on o.id = d.organization_id and o.deleted_at is null
    where d.status = 'open' and d.wait_until <= ${at} and (d.trying_until is null or d.trying_until <= ${at})
    order by d.wait_until limit 1000`;
}
