import type { Artist, SongTrackPro, Track } from '@songtrackpro/sdk';
import { CommandError } from '../terminal.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function lookUpArtist(client: SongTrackPro, wanted: string): Promise<Artist | null> {
  for await (const artist of client.artists.list({ limit: 200 })) {
    if (artist.id === wanted.toLowerCase() || artist.name === wanted) return artist;
  }
  return null;
}

/** The artist of this id or name; none is made. */
export async function findArtist(client: SongTrackPro, wanted: string): Promise<Artist> {
  const artist = await lookUpArtist(client, wanted);
  if (artist) return artist;
  throw new CommandError(`There is no artist “${wanted}”. The report lists the names.`);
}

/** The artist of this id or name; a new name makes an artist. */
export async function resolveArtist(client: SongTrackPro, wanted: string): Promise<Artist> {
  const artist = await lookUpArtist(client, wanted);
  if (artist) return artist;
  if (uuid.test(wanted)) throw new CommandError(`There is no artist with the id ${wanted}.`);
  return client.artists.create({ name: wanted });
}

/** The track of this id or title, of the artist where one is given; a new title makes a track of that artist. */
export async function resolveTrack(client: SongTrackPro, wanted: string, artist: Artist | undefined): Promise<Track> {
  for await (const track of client.tracks.list({ limit: 200, artistId: artist?.id })) {
    if (track.id === wanted.toLowerCase() || track.title === wanted) return track;
  }
  if (uuid.test(wanted)) throw new CommandError(`There is no track with the id ${wanted}.`);
  if (!artist) throw new CommandError(`There is no track “${wanted}”. Add --artist to make it.`);
  return client.tracks.create({ artistId: artist.id, title: wanted });
}
