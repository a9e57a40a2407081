import { openAsBlob } from 'node:fs';
import type { NewTrack, Track } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { findArtist, resolveArtist } from '../imports/resolve-names.ts';
import { count, plural } from '../report/format-count.ts';
import { sayFields, sayList } from '../report/list-lines.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

interface Options extends ServerOptions {
  json?: boolean;
}

interface ListOptions extends Options {
  artist?: string;
  text?: string;
  limit: number;
}

/** Tracks of the organization, newest first. */
export async function listTracks({ artist, text, json, limit, ...options }: ListOptions): Promise<number> {
  const client = await connect(options);
  const artistId = artist === undefined ? undefined : (await findArtist(client, artist)).id;
  return sayList(
    client.tracks.list({ artistId, text, limit: Math.min(limit + 1, 200) }),
    {
      id: ({ id }) => id,
      title: ({ title }) => title,
      artist: (track) => track.artist,
      isrc: ({ isrc }) => isrc,
      released: ({ releaseDate }) => releaseDate,
    },
    { json, limit },
  );
}

function sayTrack(track: Track, json: boolean | undefined): number {
  const { id, title, artist, album, isrc, spotifyId, appleMusicId, releaseDate, label, genres } = track;
  return sayFields(
    track,
    {
      Id: id,
      Title: title,
      Artist: artist,
      Album: album,
      ISRC: isrc,
      Spotify: spotifyId,
      'Apple Music': appleMusicId,
      Released: releaseDate,
      Label: label,
      Genres: genres.join(', '),
    },
    json,
  );
}

/** One track by its id. */
export async function getTrack(id: string, { json, ...options }: Options): Promise<number> {
  const client = await connect(options);
  return sayTrack(await client.tracks.get({ id }), json);
}

type CreateOptions = Options & { artist: string } & Pick<NewTrack, 'isrc' | 'link' | 'album' | 'releaseDate'>;

/** Adds a track; a new name makes the artist as well. */
export async function createTrack(title: string, options: CreateOptions): Promise<number> {
  const { artist, isrc, link, album, releaseDate, json, ...server } = options;
  const client = await connect(server);
  const { id: artistId } = await resolveArtist(client, artist);
  return sayTrack(await client.tracks.create({ artistId, title, isrc, link, album, releaseDate }), json);
}

/** Takes in a catalogue file; rows that are refused are named, the others are written. */
export async function importTracks(path: string, { json, ...options }: Options): Promise<number> {
  const content = await openAsBlob(path).catch(() => {
    throw new CommandError(`There is no file ${path} that can be read. Check the path.`);
  });
  const client = await connect(options);
  const result = await client.tracks.importCsvFile(content);
  const { created, updated, unchanged, refused, errors } = result;
  if (json) say(JSON.stringify(result));
  else {
    say(
      `${plural(created, 'track')} made, ${count(updated)} changed, ${count(unchanged)} as they were, ${count(refused)} refused.`,
    );
    for (const { line, faults } of errors.slice(0, 10))
      for (const { column, message } of faults)
        say(`  line ${line}${column === null ? '' : `, ${column}`}: ${message}`);
    if (errors.length > 10) progress('The other refused rows are in the answer of --json.');
  }
  return refused === 0 ? exitCodes.done : exitCodes.failed;
}
