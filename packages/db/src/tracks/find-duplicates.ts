import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Page, PageRequest } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { wasDismissed } from './dismissals.ts';

/** Why two are taken for one; codes that callers see. */
export type DuplicateReason =
  | 'same_isrc'
  | 'same_title'
  | 'similar_title'
  | 'same_artist'
  | 'same_duration'
  | 'same_name'
  | 'similar_name';

export interface DuplicatePair {
  /** The older one first. */
  ids: [string, string];
  /** 0 to 1. */
  score: number;
  reasons: DuplicateReason[];
}

/** Pairs below this are not answered: a common title alone says little. */
const leastScore = 0.5;

interface PairRow extends Record<string, unknown> {
  a: string;
  b: string;
  score: number;
  reasons: DuplicateReason[];
}

const StoredPair = z.tuple([z.number(), z.uuid(), z.uuid()]);

/** Pairs behind those of the page before, in the order of all pages, and one more than a page has. */
function pageOfPairs({ limit, after }: PageRequest): SQL {
  const [score, a, b] = after === null ? [null, null, null] : StoredPair.parse(JSON.parse(after));
  return sql`where ${score}::float8 is null or (score, a, b) < (${score}::float8, ${a}::uuid, ${b}::uuid)
    order by score desc, a desc, b desc limit ${limit + 1}`;
}

function toPairs(rows: readonly PairRow[], limit: number): Page<DuplicatePair> {
  const items = rows
    .slice(0, limit)
    .map(({ a, b, score, reasons }): DuplicatePair => ({ ids: [a, b], score: Number(score), reasons }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? JSON.stringify([last.score, ...last.ids]) : null };
}

/**
 * Of what is alike in one way, each is compared with so many that come after it, in an order that puts the most alike beside
 * each other. So the work grows with the tracks and not with their pairs, of which a large catalogue may have billions.
 */
const neighbours = 8;

/** Nothing is known of how many rows an expression yields, and a loop in a loop would compare all with all. */
async function withoutLoops(tx: TenantTransaction, statement: SQL): Promise<PairRow[]> {
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
  const rows = await tx.execute<PairRow>(statement);
  await tx.execute(sql`select set_config('enable_nestloop', 'on', true)`);
  return [...rows];
}

/**
 * Pairs of tracks that may be one, the likeliest first. Looked at are pairs with one ISRC, pairs of one credit whose
 * titles are equal without brackets, guests and punctuation, and pairs of one artist that last equally long and whose
 * titles are similar from the first letter on. Lengths count as equal within 2 seconds: each track is listed under two
 * spans of 4 seconds that overlap by half, of which two such tracks have one in common.
 */
export async function findDuplicateTracks(
  tx: TenantTransaction,
  { artistId, dismissed, ...page }: { artistId: string | undefined; dismissed: boolean } & PageRequest,
): Promise<Page<DuplicatePair>> {
  const rows = await withoutLoops(
    tx,
    sql`
    with t as materialized (
      select id, artist_id, isrc, duration_ms, sort_title, title_form(title) as form, title_form(artist) as credit
      from tracks where deleted_at is null and (${artistId ?? null}::uuid is null or artist_id = ${artistId ?? null}::uuid)
    ), listed as (
      select id, duration_ms, 'isrc ' || isrc as alike, false as by_length, 0 as number, '' as text
      from t where isrc is not null
      union all
      select id, duration_ms, 'title ' || form || ' ' || credit, false, coalesce(duration_ms, -1), '' from t where form <> ''
      union all
      select id, duration_ms, concat_ws(' ', 'length', artist_id, left(form, 1), half, (duration_ms + 2000 * half) / 4000),
        true, 0, form
      from t cross join (values (0), (1)) as span (half) where duration_ms is not null
    ), near as (
      select id, by_length, duration_ms, unnest(array_agg(id) over following) as other,
        unnest(array_agg(duration_ms) over following) as other_ms
      from listed
      window following as (
        partition by alike collate "C" order by number, text collate "C", id
        rows between 1 following and ${sql.raw(String(neighbours))} following)
    ), candidates as (
      select distinct least(id, other) as a, greatest(id, other) as b
      from near where not by_length or abs(duration_ms - other_ms) <= 2000
    ), compared as materialized (
      select a.id as a, b.id as b, coalesce(a.isrc = b.isrc, false) as isrc, a.sort_title = b.sort_title as title,
        a.form <> '' and a.form = b.form and a.credit = b.credit as form, similarity(a.form, b.form) as likeness,
        a.artist_id = b.artist_id or a.credit = b.credit as artist, abs(a.duration_ms - b.duration_ms) as apart
      from candidates c join t a on a.id = c.a join t b on b.id = c.b
    ), judged as (
      select a, b,
        least(1, greatest(0, case when isrc then 0.6 else 0 end
          + case when title then 0.45 else 0.4 * likeness end + case when artist then 0.2 else 0 end
          + case when apart <= 2000 then 0.3 when apart > 10000 then -0.3 else 0 end)) as score,
        array_remove(array[case when isrc then 'same_isrc' end,
          case when title then 'same_title' when likeness >= 0.5 then 'similar_title' end,
          case when artist then 'same_artist' end, case when apart <= 2000 then 'same_duration' end], null) as reasons
      from compared where isrc or form or (apart <= 2000 and likeness >= 0.5)
    ), told as (
      select a, b, round(score::numeric, 2)::float8 as score, reasons from judged
      where score >= ${leastScore}::float8 and ${wasDismissed('track')} = ${dismissed}
    )
    select a, b, score, reasons from told ${pageOfPairs(page)}`,
  );
  return toPairs(rows, page.limit);
}

/**
 * Pairs of artists whose names are equal or similar, the likeliest first. Looked at are pairs of one name, without `The`,
 * and pairs of one first letter that stand near each other in the order of their names, read from the front or from the
 * back: a slip of the pen leaves one of the two ends as it was.
 */
export async function findDuplicateArtists(
  tx: TenantTransaction,
  { dismissed, ...page }: { dismissed: boolean } & PageRequest,
): Promise<Page<DuplicatePair>> {
  const rows = await withoutLoops(
    tx,
    sql`
    with t as materialized (
      select id, form from (
        select id, regexp_replace(title_form(name), '^the(?=.)', '') as form from artists where deleted_at is null) as named
      where form <> ''
    ), listed as (
      select id, 'same ' || form as alike, '' as text from t
      union all
      select id, 'front ' || left(form, 1), form from t
      union all
      select id, 'back ' || left(form, 1), reverse(form) from t
    ), near as (
      select id, unnest(array_agg(id) over following) as other
      from listed
      window following as (
        partition by alike collate "C" order by text collate "C", id
        rows between 1 following and ${sql.raw(String(neighbours))} following)
    ), candidates as (
      select distinct least(id, other) as a, greatest(id, other) as b from near
    ), compared as materialized (
      select a.id as a, b.id as b, a.form = b.form as same, similarity(a.form, b.form) as likeness
      from candidates c join t a on a.id = c.a join t b on b.id = c.b
    ), told as (
      select a, b, case when same then 1 else round(greatest(0.5, likeness * 0.9)::numeric, 2)::float8 end as score,
        array[case when same then 'same_name' else 'similar_name' end] as reasons
      from compared where (same or likeness >= 0.5) and ${wasDismissed('artist')} = ${dismissed}
    )
    select a, b, score, reasons from told ${pageOfPairs(page)}`,
  );
  return toPairs(rows, page.limit);
}
