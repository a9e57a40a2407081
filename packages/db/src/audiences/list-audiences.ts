import type { Audience } from '@songtrackpro/contracts';
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import type { Page, PageRequest } from '../core/page.ts';
import {
  behindPage,
  forEachSort,
  type Sort,
  type SortedStart,
  sortedStart,
  toSortedPage,
} from '../core/sorted-page.ts';
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

const { id } = audiences;
/** Names in the order in which a person looks for them, those that are equal by id. */
const nameForm = sql<string>`lower(${audiences.name})`;

const sorts: Record<AudienceFilter['sort'], Sort> = {
  newest: { key: sql<string>`''`, after: (_, last) => sql`${id} < ${last}`, order: [desc(id)] },
  oldest: { key: sql<string>`''`, after: (_, last) => sql`${id} > ${last}`, order: [asc(id)] },
  name: {
    key: nameForm,
    after: (key, last) => sql`(${nameForm}, ${id}) > (${key}, ${last})`,
    order: [asc(nameForm), asc(id)],
  },
};

interface Values extends SortedStart, Pick<AudienceFilter, 'kind' | 'search'> {
  deleted: true | null;
}

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<Values>) =>
    db
      .select({ audience: audiences, id, key: sort.key })
      .from(audiences)
      .where(
        and(
          given.when('deleted', () => isNotNull(audiences.deletedAt)) ?? isNull(audiences.deletedAt),
          given.when('kind', (kind) => eq(audiences.kind, kind)),
          given.when('search', (text) => sql`position(search_form(${text}) in search_form(${audiences.name})) > 0`),
          behindPage(sort, given),
        ),
      )
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(sorts, pageBy);

export async function listAudiences(
  tx: TenantTransaction,
  request: PageRequest,
  { sort, deleted, kind, search }: AudienceFilter,
): Promise<Page<Audience>> {
  const rows = await pages[sort](tx, { kind, search, deleted: deleted ? true : null, ...sortedStart(request) });
  return toSortedPage(rows, request.limit, ({ audience }) => toAudience(audience));
}
