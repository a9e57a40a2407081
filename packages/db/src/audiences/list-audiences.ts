import type { Audience } from '@songtrackpro/contracts';
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { type Page, type PageRequest, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toAudience } from './store.ts';
import { audiences } from './tables.ts';

export interface AudienceFilter {
  kind?: Audience['kind'] | undefined;
  /** Part of the name, whatever its case and accents. */
  search?: string | undefined;
  deleted: boolean;
  sort: 'newest' | 'oldest' | 'name';
}

interface Request extends PageRequest {
  kind?: Audience['kind'] | undefined;
  search?: string | undefined;
}

const { id } = audiences;
/** Names in the order in which a person looks for them, those that are equal by id. */
const nameForm = sql`lower(${audiences.name})`;

interface Order {
  by: SQL[];
  /** What comes behind the audience of this id. */
  behind: (last: unknown) => SQL;
}

const orders: Record<AudienceFilter['sort'], Order> = {
  newest: { by: [desc(id)], behind: (last) => sql`${id} < ${last}` },
  oldest: { by: [asc(id)], behind: (last) => sql`${id} > ${last}` },
  name: {
    by: [sql`${nameForm}`, asc(id)],
    behind: (last) =>
      sql`(${nameForm}, ${id}) > (select lower(l.name), l.id from audiences l where l.id = ${last}::uuid)`,
  },
};

const pageOf = ({ by, behind }: Order, deleted: boolean) =>
  compiledRead((db, given: Given<Request>) =>
    db
      .select()
      .from(audiences)
      .where(
        and(
          deleted ? isNotNull(audiences.deletedAt) : isNull(audiences.deletedAt),
          given.when('kind', (kind) => eq(audiences.kind, kind)),
          given.when('search', (text) => sql`position(search_form(${text}) in search_form(${audiences.name})) > 0`),
          given.when('after', behind),
        ),
      )
      .orderBy(...by)
      .limit(given.value('limit')),
  );

const pages = new Map(
  Object.entries(orders).flatMap(([sort, order]) =>
    [true, false].map((deleted) => [`${sort} ${deleted}`, pageOf(order, deleted)] as const),
  ),
);

export async function listAudiences(
  tx: TenantTransaction,
  request: PageRequest,
  { sort, deleted, kind, search }: AudienceFilter,
): Promise<Page<Audience>> {
  const page = pages.get(`${sort} ${deleted}`);
  if (!page) throw new TypeError(`audiences are not sorted by ${sort}`);
  return toPage(await page(tx, withNext({ ...request, kind, search })), request.limit, toAudience);
}
