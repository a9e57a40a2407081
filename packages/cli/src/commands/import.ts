import { findExports } from '../imports/find-exports.ts';
import { importFiles } from '../imports/import-files.ts';
import { resolveArtist, resolveTrack } from '../imports/resolve-names.ts';
import { connect } from '../local/connect.ts';
import { dataFolder } from '../local/data-folder.ts';
import { exitCodes } from '../terminal.ts';

export interface ImportOptions {
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
  data?: string;
}

export async function importExports(path: string, options: ImportOptions): Promise<number> {
  const { artist: artistName, track: trackTitle, mapping: mappingId, data, json, ...answers } = options;
  const found = await findExports(path);
  const client = await connect(data);
  const artist = artistName === undefined ? undefined : await resolveArtist(client, artistName);
  const track = trackTitle === undefined ? undefined : await resolveTrack(client, trackTitle, artist);
  // A track says whose it is.
  const subject = { artistId: track ? undefined : artist?.id, trackId: track?.id };
  const taken = await importFiles(client, found, {
    dataDir: dataFolder(data),
    answers: { ...answers, ...subject, mappingId },
    json,
  });
  return taken ? exitCodes.done : exitCodes.failed;
}
