import {
  type ImportRecord,
  lockSubjects,
  resolveTracks,
  type TenantTransaction,
  type TrackName,
} from '@songtrackpro/db';
import type { FactSubject, RecognisedFormat } from './formats/index.ts';
import { noneCreated, type PlacedFacts, subjectsListed } from './placed-facts.ts';
import { ImportRefused } from './refusal.ts';
import { resolveTarget } from './resolve-target.ts';
import type { FactPlace } from './write-facts.ts';

type TrackSubject = Extract<FactSubject, { kind: 'track' }>;

/** Longest name of an artist or track. */
const longestName = 300;

function nameOf(subject: TrackSubject, artistId: string | null): TrackName {
  const { name, artist } = subject;
  const target = artistId === null ? null : { id: artistId };
  return {
    title: name,
    artist: artist === undefined ? target : { name: artist.slice(0, longestName) },
    isrc: subject.isrc ?? null,
    spotifyId: subject.spotifyId ?? null,
  };
}

/**
 * Finds the tracks that rows name. What the catalogue does not have is made, or passed over where the import says so; the
 * rows of a chart are passed over unless it says otherwise, because most of a chart is other people's.
 */
export async function placeTracks(
  tx: TenantTransaction,
  record: ImportRecord,
  format: RecognisedFormat,
  subjects: ReadonlyMap<string, FactSubject>,
): Promise<PlacedFacts> {
  const named = [...subjects].flatMap(([key, subject]) => (subject.kind === 'track' ? [{ key, subject }] : []));
  const created = { ...noneCreated };
  let artistId: string | null = null;
  if (named.some(({ subject }) => subject.artist === undefined)) {
    const resolved = await resolveTarget(tx, record, format);
    if ('question' in resolved) throw new ImportRefused({ question: resolved.question });
    artistId = resolved.target.artistId;
    created.artists += resolved.target.created ? 1 : 0;
  }
  await lockSubjects(tx, record.organizationId);
  const add = (record.options.newTracks ?? (format.id === 'spotify_charts' ? 'skip' : 'add')) === 'add';
  const names = named.map(({ subject }) => nameOf(subject, artistId));
  const resolved = await resolveTracks(tx, record.organizationId, names, { add });
  created.artists += resolved.created.artists;
  created.tracks += resolved.created.tracks;
  const places = new Map<string, FactPlace | null>();
  const listed = new Map<string, { kind: string; id: string; name: string }>();
  for (const [index, { key }] of named.entries()) {
    const track = resolved.tracks[index] ?? null;
    const links = track && { campaignId: null, trackId: track.id, artistId: track.artistId, accountId: null };
    places.set(key, track && links && { kind: 'track', id: track.id, links, zone: null });
    if (track && listed.size < subjectsListed) listed.set(track.id, { kind: 'track', id: track.id, name: track.title });
  }
  if (listed.size === 0) {
    const message = `None of its ${named.length} tracks is in your catalogue. Add yours with their Spotify id or ISRC, or import it again with newTracks “add”, which adds all of them.`;
    throw new ImportRefused({ question: { code: 'needs_tracks', message, option: 'newTracks' } });
  }
  return { places, created, subjects: [...listed.values()] };
}
