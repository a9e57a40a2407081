import type { IdentifierKind } from './places.ts';

const wholeUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an organization has stored: identifiers by kind, one of each sort of place that holds some. */
export type ForeignValues = Readonly<Record<IdentifierKind, readonly string[]>> & {
  /** Ids that are no row's own: of people, requests and what else a row mentions. */
  readonly mentioned: readonly string[];
};

/** Where a text stands in a row, without the positions of lists, and the text. */
function textsIn(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((part) => textsIn(part, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${path}.${key}`));
}

function kindOf(path: string, text: string): IdentifierKind | undefined {
  if (wholeUuid.test(text)) return 'id';
  if (/\bemail$/.test(path)) return 'email';
  if (/\bslug$/.test(path)) return 'slug';
  return /external_id$/.test(path) ? 'external' : undefined;
}

/** Two artists are reached in the same way, so one identifier stands for all of its column unless all are asked for. */
export function foreignValues(stored: readonly string[], all: boolean): ForeignValues {
  const found: Record<IdentifierKind, Set<string>> = {
    id: new Set(),
    email: new Set(),
    slug: new Set(),
    cursor: new Set(),
    external: new Set(),
  };
  const seen = new Set<string>();
  for (const text of stored.filter((line) => !line.includes('"$binary"'))) {
    const at = text.indexOf(' ');
    const row: unknown = JSON.parse(text.slice(at + 1));
    for (const [path, value] of textsIn(row, text.slice(0, at))) {
      const kind = kindOf(path, value);
      if (kind === undefined || (!all && seen.has(path))) continue;
      seen.add(path);
      found[kind].add(value);
    }
  }
  const rows = new Set(stored.flatMap((text) => /^\w+ \{(?:.*, )?"id": "([^"]+)"/.exec(text)?.slice(1, 2) ?? []));
  const ids = [...found.id];
  return {
    id: ids.filter((id) => rows.has(id)),
    mentioned: ids.filter((id) => !rows.has(id)),
    email: [...found.email],
    slug: [...found.slug],
    cursor: [],
    external: [...found.external],
  };
}
