export interface FakeSong {
  trackId: string;
  name: string;
  isrc: string;
  durationMs: number;
  albumId: string;
  albumName: string;
  upc: string;
  releaseDate: string;
  artistId: string;
  artistName: string;
}

/** One recording on a single and on an album, and another artist's song. */
export const defaultSongs: readonly FakeSong[] = [
  {
    trackId: '1aTrackOnItsSingle0001',
    name: 'First light',
    isrc: 'QZABC2600001',
    durationMs: 201_000,
    albumId: '2aSingleWithOneTrack01',
    albumName: 'First light',
    upc: '198000000011',
    releaseDate: '2026-05-01',
    artistId: '3anArtistOfTwoRecords1',
    artistName: 'Sample Artist',
  },
  {
    trackId: '1aTrackOnItsAlbum00001',
    name: 'First light',
    isrc: 'QZABC2600001',
    durationMs: 201_000,
    albumId: '2anAlbumOfManyTracks01',
    albumName: 'Morning',
    upc: '198000000012',
    releaseDate: '2026-09-01',
    artistId: '3anArtistOfTwoRecords1',
    artistName: 'Sample Artist',
  },
  {
    trackId: '1aTrackOfAnotherArtist',
    name: 'Second wind',
    isrc: 'QZABC2600002',
    durationMs: 180_000,
    albumId: '2aSingleOfAnotherOne01',
    albumName: 'Second wind',
    upc: '198000000013',
    releaseDate: '2025-11-14',
    artistId: '3anotherArtist00000001',
    artistName: 'Another Sample Artist',
  },
];

const at = (kind: string, id: string) => ({
  external_urls: { spotify: `https://open.spotify.com/${kind}/${id}` },
  href: `https://api.spotify.com/v1/${kind}s/${id}`,
  id,
  type: kind,
  uri: `spotify:${kind}:${id}`,
});
const images = (id: string) =>
  [640, 300, 64].map((size) => ({ height: size, url: `https://i.scdn.co/image/${id}${size}`, width: size }));

const artistInside = ({ artistId, artistName }: FakeSong) => ({ ...at('artist', artistId), name: artistName });

const albumInside = (song: FakeSong) => ({
  ...at('album', song.albumId),
  album_type: song.name === song.albumName ? 'single' : 'album',
  artists: [artistInside(song)],
  images: images(song.albumId),
  name: song.albumName,
  release_date: song.releaseDate,
  release_date_precision: 'day',
  total_tracks: 1,
});

const trackInside = (song: FakeSong) => ({
  ...at('track', song.trackId),
  artists: [artistInside(song)],
  disc_number: 1,
  duration_ms: song.durationMs,
  explicit: false,
  is_local: false,
  name: song.name,
  track_number: 1,
});

/** A track as it is answered, less what was removed: popularity, markets, previews. */
export const trackOf = (song: FakeSong) => ({
  ...trackInside(song),
  album: albumInside(song),
  external_ids: { isrc: song.isrc },
});

/** An album, less popularity, label, group and markets. */
export const albumOf = (song: FakeSong) => ({
  ...albumInside(song),
  copyrights: [{ text: `(P) ${song.releaseDate.slice(0, 4)} ${song.artistName}`, type: 'P' }],
  external_ids: { upc: song.upc },
  genres: [],
  tracks: {
    href: `https://api.spotify.com/v1/albums/${song.albumId}/tracks?offset=0&limit=50`,
    items: [trackInside(song)],
    limit: 50,
    next: null,
    offset: 0,
    previous: null,
    total: 1,
  },
});

/** An artist, less popularity and followers. */
export const artistOf = (song: FakeSong) => ({
  ...artistInside(song),
  genres: [],
  images: images(song.artistId),
});
