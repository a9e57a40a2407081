import { SongTrackPro } from '@songtrackpro/sdk';
import { type FoundServer, findServer, type ServerOptions } from './find-server.ts';

export interface Connection extends FoundServer {
  client: SongTrackPro;
}

/** A client for the server that options, environment, profile or data folder lead to. */
export async function openConnection(options: ServerOptions): Promise<Connection> {
  const found = await findServer(options);
  const { url: baseUrl, apiKey, session } = found;
  const organization = options.organization ?? found.organization;
  const client = new SongTrackPro({
    baseUrl,
    ...(apiKey !== undefined && { apiKey }),
    ...(session !== undefined && { session }),
    ...(organization !== undefined && { organization }),
  });
  return { ...found, ...(organization !== undefined && { organization }), client };
}

/** The same for a command that needs nothing but the client. */
export const connect = async (options: ServerOptions): Promise<SongTrackPro> => (await openConnection(options)).client;
