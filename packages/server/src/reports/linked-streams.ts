import type { Artist, DateRange, SubjectKind, Track } from '@songtrackpro/contracts';
import type { Context } from '../core/context.ts';
import { readSeries, type Series } from '../metrics/index.ts';

export interface LinkedStreams {
  subject: { kind: SubjectKind; id: string; name: string };
  series: Series;
}

/** Streams to read beside a campaign: its track's where any day of them is known, else its artist's. */
export async function readLinkedStreams(
  ctx: Context,
  link: { artist: Artist | null; track: Track | null; range: DateRange; asOf: Date | null },
): Promise<LinkedStreams | null> {
  const { artist, track, range, asOf } = link;
  const candidates = [
    ...(track ? [{ kind: 'track' as const, id: track.id, name: track.title }] : []),
    ...(artist ? [{ kind: 'artist' as const, id: artist.id, name: artist.name }] : []),
  ];
  for (const subject of candidates) {
    const { kind, id } = subject;
    const series = await readSeries(ctx, { subject: { kind, id }, ...range, asOf });
    if (series) return { subject, series };
  }
  return null;
}
