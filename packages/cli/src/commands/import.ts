import { openConnection } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { findExports } from '../imports/find-exports.ts';
import { importFiles } from '../imports/import-files.ts';
import { readColumns } from '../imports/read-columns.ts';
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
  decimalSeparator?: '.' | ',';
  country?: string;
  newTracks?: 'add' | 'skip';
  columns?: string;
  mapping?: string;
  dryRun?: boolean;
  json?: boolean;
}

export async function importExports(path: string, options: ImportOptions): Promise<number> {
  const {
    artist: artistName,
    track: trackTitle,
    mapping: mappingId,
    columns: columnsFile,
    data,
    profile,
    organization,
    json,
    ...answers
  } = options;
  const found = await findExports(path);
  const columns = columnsFile === undefined ? undefined : await readColumns(columnsFile);
  const { client, option } = await openConnection(options);
  const artist = artistName === undefined ? undefined : await resolveArtist(client, artistName);
  const track = trackTitle === undefined ? undefined : await resolveTrack(client, trackTitle, artist);
  // A track says whose it is.
  const subject = { artistId: track ? undefined : artist?.id, trackId: track?.id };
  const taken = await importFiles(client, found, {
    serverOption: option,
    answers: { ...answers, ...subject, mappingId, columns },
    json,
  });
  return taken ? exitCodes.done : exitCodes.failed;
}
