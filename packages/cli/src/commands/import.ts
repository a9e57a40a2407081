import { openConnection } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { findExports } from '../imports/find-exports.ts';
import { importFiles } from '../imports/import-files.ts';
import { resolveArtist, resolveTrack } from '../imports/resolve-names.ts';
import { exitCodes } from '../terminal.ts';

export interface ImportOptions extends ServerOptions {
  artist?: string;
  track?: string;
  periodStart?: string;
  periodEnd?: string;
  currency?: string;
  dateOrder?: 'day_first' | 'month_first';
  exportedAt?: string;
  country?: string;
  newTracks?: 'add' | 'skip';
  mapping?: string;
  dryRun?: boolean;
  json?: boolean;
}

export async function importExports(path: string, options: ImportOptions): Promise<number> {
  const {
    artist: artistName,
    track: trackTitle,
    mapping: mappingId,
    data,
    profile,
    organization,
    json,
    ...answers
  } = options;
  const found = await findExports(path);
  const { client, option } = await openConnection(options);
  const artist = artistName === undefined ? undefined : await resolveArtist(client, artistName);
  const track = trackTitle === undefined ? undefined : await resolveTrack(client, trackTitle, artist);
  // A track says whose it is.
  const subject = { artistId: track ? undefined : artist?.id, trackId: track?.id };
  const taken = await importFiles(client, found, {
    serverOption: option,
    answers: { ...answers, ...subject, mappingId },
    json,
  });
  return taken ? exitCodes.done : exitCodes.failed;
}
