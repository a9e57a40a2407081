import type { ImportRecord, TenantTransaction } from '@songtrackpro/db';
import type { CheckedFile } from './check-rows.ts';
import type { FactSubject, RecognisedFormat } from './formats/index.ts';
import { placeTracks } from './place-tracks.ts';
import { noneCreated, type PlacedFacts, subjectsListed } from './placed-facts.ts';
import { ImportRefused } from './refusal.ts';
import { type ResolvedSubject, resolveAdTree } from './resolve-ad-tree.ts';
import { resolveTarget } from './resolve-target.ts';
import type { FactPlace } from './write-facts.ts';

async function placeTimeline(
  tx: TenantTransaction,
  record: ImportRecord,
  format: RecognisedFormat,
): Promise<PlacedFacts> {
  const resolved = await resolveTarget(tx, record, format);
  if ('question' in resolved) throw new ImportRefused({ question: resolved.question });
  const { kind, id, name, artistId, created } = resolved.target;
  const links = { campaignId: null, trackId: kind === 'track' ? id : null, artistId, accountId: null };
  return {
    places: new Map([['target', { kind, id, links, zone: null }]]),
    created: { ...noneCreated, artists: created ? 1 : 0 },
    subjects: [{ kind, id, name }],
  };
}

function adPlace({ kind, id, campaignId, account }: ResolvedSubject): FactPlace {
  const links = { campaignId, trackId: null, artistId: null, accountId: account.id };
  return { kind, id, links, zone: account.timeZone };
}

function refuseShared(places: Map<string, FactPlace>, subjects: Map<string, FactSubject>): void {
  const first = new Map<string, string>();
  for (const [key, { id }] of places) {
    const other = first.get(id);
    const [a, b] = [subjects.get(key), other === undefined ? undefined : subjects.get(other)];
    if (a && b && a.kind !== 'adAccount' && a.kind !== 'target' && a.kind !== 'track') {
      const message = `The file names “${a.name}” both with and without its id. Export it again with the id on every row.`;
      throw new ImportRefused({ fault: { code: 'ambiguous_subjects', message } });
    }
    first.set(id, key);
  }
}

/** Finds or makes every subject that a checked file is about, in one transaction. */
export async function placeFacts(
  tx: TenantTransaction,
  record: ImportRecord,
  format: RecognisedFormat,
  checked: CheckedFile,
): Promise<PlacedFacts> {
  const isTrack = ({ kind }: FactSubject) => kind === 'track';
  if ([...checked.subjects.values()].some(isTrack)) return placeTracks(tx, record, format, checked.subjects);
  if (checked.subjects.has('target')) return placeTimeline(tx, record, format);
  const adSubjects = new Map(
    [...checked.subjects].flatMap(([key, subject]) =>
      subject.kind === 'target' || subject.kind === 'track' ? [] : [[key, subject] as const],
    ),
  );
  const tree = await resolveAdTree(tx, record, adSubjects, checked.currency);
  const places = new Map([...tree.subjects].map(([key, subject]) => [key, adPlace(subject)]));
  refuseShared(places, checked.subjects);
  const subjects = [...tree.subjects.values()]
    .slice(0, subjectsListed)
    .map(({ kind, id, name }) => ({ kind, id, name }));
  return { places, created: { ...noneCreated, ...tree.created }, subjects };
}
