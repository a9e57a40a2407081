import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { uuidOf } from './row-ids.ts';
import { titleOf } from './titles.ts';

/** Tracks over tenants: sizes fall like Zipf's law, the largest tenant has a tenth of all. */
export interface DatasetSize {
  tracks: number;
  tenants: number;
}

/** What the figures are stated for. */
export const fullSize: DatasetSize = { tracks: 1_000_000, tenants: 1000 };
/** For a quick run; its figures only show that the comparison works. */
export const quickSize: DatasetSize = { tracks: 50_000, tenants: 50 };

export interface Tenant {
  id: string;
  tracks: number;
  /** Number of its first track; titles follow from numbers. */
  first: number;
}

/** Sizes of the tenants, largest first; together about `tracks`. */
function zipfSizes({ tracks, tenants }: DatasetSize): number[] {
  const largest = tracks / 10;
  const sizesAt = (power: number) => Array.from({ length: tenants }, (_, k) => largest / (k + 1) ** power);
  // The sum falls as the power grows: halve until the sizes add up.
  let [low, high] = [0, 4];
  for (let round = 0; round < 50; round += 1) {
    const middle = (low + high) / 2;
    const sum = sizesAt(middle).reduce((total, size) => total + size, 0);
    [low, high] = sum > tracks ? [middle, high] : [low, middle];
  }
  return sizesAt(low).map((size) => Math.max(1, Math.round(size)));
}

/** A line of COPY for a track. */
function* trackLines(tenants: readonly Tenant[], tracksPerArtist: number): Generator<string> {
  for (const { id, tracks, first } of tenants) {
    for (let place = 0; place < tracks; place += 1) {
      const artist = first + Math.floor(place / tracksPerArtist);
      yield `${id}\t${uuidOf('artist', artist)}\t${titleOf(first + place)}\t${titleOf(-1 - artist)}\t180000\n`;
    }
  }
}

/** Joins lines into chunks that are worth a write each. */
function* chunked(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function copy(owner: Sql, statement: string, lines: Iterable<string>): Promise<void> {
  const target = await owner.unsafe(statement).writable();
  await pipeline(chunked(lines), target);
  if (!target.writableFinished) await once(target, 'finish');
}

/** Organizations and their artists, one artist for every ten tracks. */
export async function fillTenants(owner: Sql, size: DatasetSize): Promise<Tenant[]> {
  let first = 0;
  const tenants = zipfSizes(size).map((tracks, index): Tenant => {
    const tenant = { id: uuidOf('tenant', index), tracks, first };
    first += tracks;
    return tenant;
  });
  await owner`
    insert into organizations (id, name, slug, kind)
    select id, 'Tenant', 'tenant-' || id, 'label' from unnest(${tenants.map(({ id }) => id)}::uuid[]) id`;
  function* artistLines() {
    for (const tenant of tenants) {
      for (let place = 0; place * 10 < tenant.tracks; place += 1) {
        const number = tenant.first + place;
        yield `${uuidOf('artist', number)}\t${tenant.id}\t${titleOf(-1 - number)}\n`;
      }
    }
  }
  await copy(owner, 'copy artists (id, organization_id, name) from stdin', artistLines());
  return tenants;
}

const columns = '(organization_id, artist_id, title, artist, duration_ms)';

/** Tracks of the tenants by COPY, as the owner (a superuser, whom policies don't bind). */
export const copyTracks = (owner: Sql, tenants: readonly Tenant[]): Promise<void> =>
  copy(owner, `copy tracks ${columns} from stdin`, trackLines(tenants, 10));

/** Everything that the comparisons read, with its statistics. */
export async function fillDataset(owner: Sql, size: DatasetSize): Promise<Tenant[]> {
  const tenants = await fillTenants(owner, size);
  // An index is built many times faster than it is kept up row by row.
  const [search] = await owner<
    { definition: string }[]
  >`select pg_get_indexdef('tracks_search_idx'::regclass) as definition`;
  await owner`drop index tracks_search_idx`;
  await copyTracks(owner, tenants);
  await owner.unsafe(search?.definition ?? '');
  await owner`vacuum (analyze) tracks`;
  await owner`vacuum (analyze) artists`;
  return tenants;
}
