import { SongTrackPro } from '@songtrackpro/sdk';
import { CommandError, commandPrefix } from '../terminal.ts';
import { dataFolder, dataOption } from './data-folder.ts';
import { findInstance } from './instances.ts';

/**
 * A client for the server of SONGTRACKPRO_URL, else for the one that runs on the data folder; with the key of
 * SONGTRACKPRO_API_KEY, else with the one that the data folder's server was announced with.
 *
 * @throws CommandError when there is no such server, or no key for it
 */
export async function connect(data: string | undefined): Promise<SongTrackPro> {
  const url = process.env.SONGTRACKPRO_URL || undefined;
  const givenKey = process.env.SONGTRACKPRO_API_KEY || undefined;
  if (url !== undefined) {
    if (!URL.canParse(url))
      throw new CommandError(`SONGTRACKPRO_URL is “${url}”, which is no URL such as http://host:4000.`);
    // A key that was made for this machine is never sent to another server.
    if (givenKey === undefined)
      throw new CommandError('SONGTRACKPRO_URL is set; set SONGTRACKPRO_API_KEY to a key of that server, too.');
    return new SongTrackPro({ apiKey: givenKey, baseUrl: url });
  }
  const dataDir = dataFolder(data);
  const instance = await findInstance(dataDir);
  if (instance) return new SongTrackPro({ apiKey: givenKey ?? instance.apiKey, baseUrl: instance.url });
  const startCommand = `${commandPrefix} start${dataOption(dataDir)}`;
  throw new CommandError(
    `No server runs on ${dataDir}. Start one in another terminal with \`${startCommand}\`, or set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY.`,
  );
}
