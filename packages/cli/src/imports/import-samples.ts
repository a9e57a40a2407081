import { basename } from 'node:path';
import type { SongTrackPro } from '@songtrackpro/sdk';
import { samplesFolder } from '../local/data-folder.ts';
import { findExports } from './find-exports.ts';
import { importFiles } from './import-files.ts';

const artistName = 'Sample Artist';

/** Imports the sample exports for one artist, so that spend and streams stand side by side. */
export async function importSamples(client: SongTrackPro, serverOption: string): Promise<boolean> {
  const known = await client.artists.list().toArray({ limit: 200 });
  const artist = known.find(({ name }) => name === artistName) ?? (await client.artists.create({ name: artistName }));
  const found = await findExports(samplesFolder);
  const files = found.files.map((file) => ({ ...file, fileName: basename(file.path) }));
  return importFiles(client, { ...found, files }, { serverOption, answers: { artistId: artist.id } });
}
