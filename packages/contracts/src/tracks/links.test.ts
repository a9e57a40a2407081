import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { readMusicLink } from './links.ts';

const numRuns = rounds.properties;
const id = '4Km5HrUvYTaSUfiSGPJeQR';

test.each([
  [`https://open.spotify.com/track/${id}`, 'spotify', id],
  [`https://open.spotify.com/intl-de/track/${id}?si=2f1a0b&context=x#t`, 'spotify', id],
  [`  open.spotify.com/intl-pt-BR/track/${id}/ `, 'spotify', id],
  [`https://open.spotify.com/embed/track/${id}`, 'spotify', id],
  [`spotify:track:${id}`, 'spotify', id],
  ['https://music.apple.com/de/album/sample-song/1440857781?i=1440857786', 'appleMusic', '1440857786'],
  ['https://music.apple.com/us/song/sample-song/1440857786', 'appleMusic', '1440857786'],
  ['https://music.apple.com/song/1440857786?l=en', 'appleMusic', '1440857786'],
  ['https://music.apple.com/jp/album/%E6%AD%8C/1440857781?i=1440857786&uo=4', 'appleMusic', '1440857786'],
  ['https://itunes.apple.com/us/album/x/id1440857781?i=1440857786', 'appleMusic', '1440857786'],
])('%s is the link of a track', (link, service, wanted) => {
  expect(readMusicLink(link, 'track')).toEqual({ ok: true, link: { service, id: wanted } });
});

test.each([
  [`https://open.spotify.com/intl-fr/artist/${id}?si=x`, 'spotify', id],
  [`spotify:artist:${id}`, 'spotify', id],
  ['https://music.apple.com/gb/artist/sample-artist/159260351', 'appleMusic', '159260351'],
  ['https://itunes.apple.com/gb/artist/sample-artist/id159260351', 'appleMusic', '159260351'],
])('%s is the link of an artist', (link, service, wanted) => {
  expect(readMusicLink(link, 'artist')).toEqual({ ok: true, link: { service, id: wanted } });
});

test.each([
  [`https://open.spotify.com/playlist/${id}`, /a playlist.*Paste the link of one track/],
  [`spotify:user:somebody:playlist:${id}`, /a playlist/],
  ['https://music.apple.com/us/playlist/hits/pl.f4d106fed2bd41149aaacabb233eb5eb', /a playlist/],
  [`https://open.spotify.com/album/${id}`, /an album, which holds several tracks.*one track/],
  ['https://music.apple.com/us/album/sample-album/1440857781', /an album/],
  [`spotify:artist:${id}`, /an artist/],
  ['https://music.apple.com/us/music-video/x/1440857781', /a music video/],
  [`https://open.spotify.com/track/${id.slice(1)}`, /cut off or damaged/],
  ['https://music.apple.com/us/album/x/1440857781?i=abc', /cut off or damaged/],
  ['https://open.spotify.com/', /no link of Spotify or Apple Music/],
  ['https://spotify.link/abc', /short link.*open it/],
  ['https://example.com/track/1', /no link of Spotify or Apple Music/],
  [`https://open.spotify.com.example.com/track/${id}`, /no link/],
  [`javascript://open.spotify.com/track/${id}`, /no link/],
  ['', /no link/],
  ['spotify:', /no link/],
])('%s is refused with what to paste instead', (link, message) => {
  const reading = readMusicLink(link, 'track');
  expect(reading).toMatchObject({ ok: false });
  expect(reading.ok ? '' : reading.message).toMatch(message);
});

const spotifyId = fc.stringMatching(/^[0-9A-Za-z]{22}$/);
const appleId = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
const kind = fc.constantFrom('track' as const, 'artist' as const);
const decoration = fc.record({
  before: fc.constantFrom('', ' ', '\n'),
  scheme: fc.constantFrom('', 'https://', 'http://', 'HTTPS://'),
  locale: fc.constantFrom('', 'intl-de/', 'intl-pt-BR/', 'embed/'),
  query: fc.constantFrom('', '?', '?si=abc', '?si=a&nd=1', '#fragment'),
});

test('an id comes out of every way in which Spotify writes its link', () => {
  fc.assert(
    fc.property(spotifyId, kind, decoration, (wanted, of, { before, scheme, locale, query }) => {
      const link = { ok: true, link: { service: 'spotify', id: wanted } };
      expect(readMusicLink(`${before}${scheme}open.spotify.com/${locale}${of}/${wanted}${query}`, of)).toEqual(link);
      expect(readMusicLink(`spotify:${of}:${wanted}${before}`, of)).toEqual(link);
    }),
    { numRuns },
  );
});

test('an id comes out of every way in which Apple Music writes its link, whatever the title is', () => {
  const slug = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map(encodeURIComponent);
  fc.assert(
    fc.property(appleId, appleId, slug, fc.constantFrom('', 'us/', 'de/'), (wanted, album, title, storefront) => {
      const link = { ok: true, link: { service: 'appleMusic', id: wanted } };
      const base = `https://music.apple.com/${storefront}`;
      // A title of dots alone would climb in the address, as it does in a browser.
      const name = /^(\.|%2e)+$/i.test(title) ? 'x' : title;
      expect(readMusicLink(`${base}album/${name}/${album}?i=${wanted}`, 'track')).toEqual(link);
      expect(readMusicLink(`${base}song/${name}/${wanted}`, 'track')).toEqual(link);
      expect(readMusicLink(`${base}artist/${name}/${wanted}`, 'artist')).toEqual(link);
    }),
    { numRuns },
  );
});

test('whatever is pasted is read or refused with a sentence, and never throws', () => {
  const pasted = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((rest) => `spotify:${rest}`),
    fc.string().map((rest) => `https://open.spotify.com/${rest}`),
    fc.string().map((rest) => `https://music.apple.com/${rest}`),
  );
  fc.assert(
    fc.property(pasted, kind, (text, of) => {
      const reading = readMusicLink(text, of);
      if (reading.ok) expect(reading.link.id).toMatch(/^[0-9A-Za-z]{1,22}$/);
      else expect(reading.message.length).toBeGreaterThan(20);
    }),
    { numRuns },
  );
});
