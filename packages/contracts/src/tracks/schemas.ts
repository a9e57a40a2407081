import { z } from 'zod';
import { AppleMusicId, ArtworkUrl, agrees, Name, Origin, SpotifyId } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { TrackLink } from './links.ts';

/** ISRC (ISO 3901), taken with hyphens, spaces or in lower case and kept as twelve characters. */
export const Isrc = z
  .string()
  .max(32)
  .transform((text) => text.replace(/^ISRC/i, '').replace(/[\s-]/g, '').toUpperCase())
  .pipe(
    z
      .string()
      .regex(
        /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/,
        'must be an ISRC: two letters, three letters or digits, seven digits, for example QM-ABC-26-00001',
      ),
  );

/** Whether the last digit of a GTIN is the one that the others ask for. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reduceRight(
    (total, digit, at) => total + Number(digit) * ((digits.length - at) % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}

/** UPC, EAN or GTIN of a release, kept as 12 to 14 digits. */
export const Upc = z
  .string()
  .max(32)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\d{12,14}$/, 'must be a UPC or EAN of 12 to 14 digits')
      .refine(hasCheckDigit, 'has a wrong check digit: a digit was mistyped or left out'),
  );

export const Track = z
  .object({
    id: Id,
    artistId: Id,
    title: z.string(),
    artist: z.string().describe('As credited, for example with guests; the artist’s name unless it was given.'),
    album: z.string().nullable(),
    isrc: z.string().nullable().describe('Twelve characters without hyphens.'),
    sharesIsrc: z.boolean().describe('Whether this is said to be one of several tracks with its ISRC.'),
    spotifyId: SpotifyId.nullable(),
    appleMusicId: AppleMusicId.nullable(),
    upc: z.string().nullable().describe('UPC or EAN of the release, 12 to 14 digits.'),
    releaseDate: CalendarDate.nullable(),
    durationMs: z.int().nullable().describe('Length in milliseconds.'),
    explicit: z.boolean().nullable().describe('Null where nobody has said.'),
    artworkUrl: z.string().nullable(),
    label: z.string().nullable(),
    genres: z.array(z.string()),
    origin: Origin,
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable().describe('When it was deleted; null for what is there.'),
  })
  .meta({ id: 'Track' });
export type Track = z.infer<typeof Track>;

const genreLimit = 20;

/** What may be set of a track besides its ids; the columns of a CSV file are parsed by the same. */
export const trackFields = {
  title: Name,
  artist: Name,
  album: Name,
  isrc: Isrc,
  sharesIsrc: z.boolean(),
  spotifyId: SpotifyId,
  appleMusicId: AppleMusicId,
  upc: Upc,
  releaseDate: CalendarDate,
  durationMs: z
    .int()
    .min(1)
    .max(24 * 3600 * 1000, 'must not be longer than a day'),
  explicit: z.boolean(),
  artworkUrl: ArtworkUrl,
  label: Name,
  genres: z
    .array(Line(60))
    .max(genreLimit, `must not have more than ${genreLimit} genres`)
    .transform((genres) => [...new Set(genres)]),
};

const said = {
  artist: 'As credited, for example with guests; the artist’s name unless given.',
  isrc: 'With or without hyphens, any case.',
  sharesIsrc: 'True says that another track with this ISRC is meant to be there as well.',
  link: 'Link or URI of the track at Spotify or Apple Music, as it is copied there; gives the id.',
  durationMs: 'Length in milliseconds.',
  upc: 'UPC or EAN of the release; spaces and hyphens don’t matter.',
};

const linkFitsIds = {
  path: ['link'],
  message: 'names another id than the one given beside it; send one of the two',
};

export const NewTrack = z
  .object({
    artistId: Id,
    title: trackFields.title,
    artist: trackFields.artist.optional().describe(said.artist),
    album: trackFields.album.optional(),
    isrc: trackFields.isrc.optional().describe(said.isrc),
    sharesIsrc: trackFields.sharesIsrc.optional().describe(said.sharesIsrc),
    link: TrackLink.optional().describe(said.link),
    spotifyId: trackFields.spotifyId.optional(),
    appleMusicId: trackFields.appleMusicId.optional(),
    upc: trackFields.upc.optional().describe(said.upc),
    releaseDate: trackFields.releaseDate.optional(),
    durationMs: trackFields.durationMs.optional().describe(said.durationMs),
    explicit: trackFields.explicit.optional(),
    artworkUrl: trackFields.artworkUrl.optional(),
    label: trackFields.label.optional(),
    genres: trackFields.genres.optional(),
  })
  .refine(agrees, linkFitsIds)
  .meta({ id: 'NewTrack' });

export const TrackChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    artistId: Id.optional(),
    title: trackFields.title.optional(),
    artist: trackFields.artist.nullable().optional().describe('Null credits the artist alone.'),
    album: trackFields.album.nullable().optional().describe('Null takes it away, here and below.'),
    isrc: trackFields.isrc.nullable().optional(),
    sharesIsrc: trackFields.sharesIsrc.optional().describe(said.sharesIsrc),
    link: TrackLink.optional().describe(said.link),
    spotifyId: trackFields.spotifyId.nullable().optional(),
    appleMusicId: trackFields.appleMusicId.nullable().optional(),
    upc: trackFields.upc.nullable().optional(),
    releaseDate: trackFields.releaseDate.nullable().optional(),
    durationMs: trackFields.durationMs.nullable().optional(),
    explicit: trackFields.explicit.nullable().optional(),
    artworkUrl: trackFields.artworkUrl.nullable().optional(),
    label: trackFields.label.nullable().optional(),
    genres: trackFields.genres.optional(),
  })
  .refine(agrees, linkFitsIds)
  .meta({ id: 'TrackChange' });

/** What tracks are listed and exported by. */
export const trackFilter = {
  artistId: Id.optional().describe('Only tracks of this artist.'),
  isrc: Isrc.optional().describe('Only tracks with this ISRC.'),
  text: Line(300)
    .optional()
    .describe('Only tracks whose title and artist contain this; accents and case don’t matter.'),
  releasedFrom: CalendarDate.optional().describe('Only tracks released on this day or later.'),
  releasedTo: CalendarDate.optional().describe('Only tracks released on this day or earlier.'),
  deleted: z.boolean().default(false).describe('True lists what was deleted instead.'),
};

export const TrackListInput = PageInput.extend({
  ...trackFilter,
  sort: z
    .enum(['newest', 'title', 'releaseDate'])
    .default('newest')
    .describe('`title` from A to Z, `releaseDate` the latest first and those without a date last.'),
}).meta({ id: 'TrackListInput' });

export const FoundTrack = z
  .object({ track: Track, score: z.number().describe('How well title and artist match, up to 1.') })
  .meta({ id: 'FoundTrack' });
