import { z } from 'zod';

/** What a pasted link leads to, at which service. */
export interface MusicLink {
  service: 'spotify' | 'appleMusic';
  id: string;
}

type LinkKind = 'track' | 'artist';
type Reading = { ok: true; link: MusicLink } | { ok: false; message: string };

/** Where a link leads, in the service's own words, before it is known whether that is what was wanted. */
interface Place {
  service: MusicLink['service'];
  kind: string;
  id: string;
}

const spotifyHosts = new Set(['open.spotify.com', 'play.spotify.com', 'embed.spotify.com']);
const appleHosts = new Set(['music.apple.com', 'embed.music.apple.com', 'geo.music.apple.com', 'itunes.apple.com']);
const shortHosts = new Set(['spotify.link', 'spotify.app.link', 'apple.co']);

const refuse = (message: string): Reading => ({ ok: false, message });

const wantedText: Record<LinkKind, string> = {
  track:
    'Paste the link of one track: https://open.spotify.com/track/…, spotify:track:… or https://music.apple.com/…/song/….',
  artist:
    'Paste the link of an artist: https://open.spotify.com/artist/…, spotify:artist:… or https://music.apple.com/…/artist/….',
};

/** How a person gets from what they pasted to what is wanted. */
const adviceFor: Record<string, string> = {
  album: 'an album, which holds several tracks',
  playlist: 'a playlist, which holds tracks of many artists',
  'music-video': 'a music video',
  episode: 'an episode of a podcast',
  show: 'a podcast',
  user: 'a profile',
  station: 'a radio station',
  track: 'a track',
  artist: 'an artist',
};

function spotifyPlace(segments: readonly string[]): Place | null {
  const parts = segments.filter((part) => !/^intl-[a-z]{2}(-[a-z]+)?$/i.test(part) && part !== 'embed');
  // spotify:user:name:playlist:id
  const [kind, id] = parts[0] === 'user' && parts.length > 2 ? parts.slice(2) : parts;
  return kind === undefined ? null : { service: 'spotify', kind: kind.toLowerCase(), id: id ?? '' };
}

function applePlace(url: URL, segments: readonly string[]): Place | null {
  const parts = /^[a-z]{2}$/i.test(segments[0] ?? '') ? segments.slice(1) : segments;
  const kind = parts[0]?.toLowerCase();
  if (kind === undefined) return null;
  const song = url.searchParams.get('i');
  // On an album's page a track is named by the parameter.
  if (kind === 'album' && song !== null) return { service: 'appleMusic', kind: 'track', id: song };
  const id = (parts.length > 1 ? parts.at(-1) : undefined)?.replace(/^id(?=\d)/, '') ?? '';
  return { service: 'appleMusic', kind: kind === 'song' ? 'track' : kind, id };
}

function placeOf(text: string): Place | null | 'short' {
  const uri = /^spotify:(.+)$/i.exec(text);
  if (uri) return spotifyPlace(uri[1]?.split(':') ?? []);
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const segments = url.pathname.split('/').filter(Boolean);
  if (spotifyHosts.has(url.hostname)) return spotifyPlace(segments);
  if (appleHosts.has(url.hostname)) return applePlace(url, segments);
  return shortHosts.has(url.hostname) ? 'short' : null;
}

const idShape: Record<MusicLink['service'], RegExp> = { spotify: /^[0-9A-Za-z]{22}$/, appleMusic: /^[0-9]{1,20}$/ };

/** Reads a pasted link or URI of Spotify or Apple Music; what is wrong with it says what to paste instead. */
export function readMusicLink(pasted: string, wanted: LinkKind): Reading {
  const place = placeOf(pasted.trim());
  if (place === 'short') return refuse('is a short link: open it in a browser and paste the address that it leads to');
  if (place === null) return refuse(`is no link of Spotify or Apple Music. ${wantedText[wanted]}`);
  const { service, kind, id } = place;
  if (kind !== wanted) return refuse(`leads to ${adviceFor[kind] ?? 'something else'}. ${wantedText[wanted]}`);
  if (!idShape[service].test(id))
    return refuse(`is cut off or damaged: the id in it is not complete. ${wantedText[wanted]}`);
  return { ok: true, link: { service, id } };
}

/** Where a link or URI of Spotify leads, where that can be looked up there; null for anything else. */
export function readSpotifyLink(pasted: string): { kind: 'track' | 'album' | 'artist'; id: string } | null {
  const place = placeOf(pasted.trim());
  if (place === null || place === 'short' || place.service !== 'spotify' || !idShape.spotify.test(place.id))
    return null;
  const { kind, id } = place;
  return kind === 'track' || kind === 'album' || kind === 'artist' ? { kind, id } : null;
}

const pastedLink = (wanted: LinkKind) =>
  z
    .string()
    .max(2000, 'must not be longer than 2000 characters')
    .transform((text, context): MusicLink => {
      const reading = readMusicLink(text, wanted);
      if (reading.ok) return reading.link;
      context.issues.push({ code: 'custom', message: reading.message, input: text });
      return z.NEVER;
    });

/** Link or URI of a track, pasted as it is copied from Spotify or Apple Music. */
export const TrackLink = pastedLink('track');

/** The same of an artist. */
export const ArtistLink = pastedLink('artist');
