import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { Instant } from '../core/time.ts';
import { ArtistLink } from '../tracks/links.ts';

/** Where a row came from: a person or program made it, or an import named it. */
export const Origin = z.enum(['manual', 'import']).meta({ id: 'Origin' });

export const Name = Line(300);

export const SpotifyId = z
  .string()
  .regex(/^[0-9A-Za-z]{22}$/, 'must be a Spotify id of 22 letters and digits')
  .meta({ description: 'Spotify id, 22 letters and digits.' });

export const AppleMusicId = z
  .string()
  .regex(/^[0-9]{1,20}$/, 'must be an Apple Music id of digits')
  .meta({ description: 'Apple Music id, up to 20 digits.' });

/** Address of a picture; only https, so that pages can show it. */
export const ArtworkUrl = z
  .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
  .max(2000, 'must not be longer than 2000 characters');

export const Artist = z
  .object({
    id: Id,
    name: z.string(),
    spotifyId: SpotifyId.nullable(),
    appleMusicId: AppleMusicId.nullable(),
    artworkUrl: z.string().nullable(),
    origin: Origin,
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable().describe('When it was deleted; null for what is there.'),
  })
  .meta({ id: 'Artist' });
export type Artist = z.infer<typeof Artist>;

const linkFitsIds = {
  path: ['link'],
  message: 'names another id than the one given beside it; send one of the two',
};

/** Whether a link and the ids given beside it name the same thing. */
export function agrees(input: {
  link?: { service: 'spotify' | 'appleMusic'; id: string } | undefined;
  spotifyId?: string | null | undefined;
  appleMusicId?: string | null | undefined;
}): boolean {
  const given = input.link?.service === 'spotify' ? input.spotifyId : input.appleMusicId;
  return !input.link || given === undefined || given === input.link.id;
}

export const NewArtist = z
  .object({
    name: Name,
    link: ArtistLink.optional().describe('Link or URI of the artist at Spotify or Apple Music, as it is copied there.'),
    spotifyId: SpotifyId.optional(),
    appleMusicId: AppleMusicId.optional(),
    artworkUrl: ArtworkUrl.optional(),
  })
  .refine(agrees, linkFitsIds)
  .meta({ id: 'NewArtist' });

export const ArtistChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    name: Name.optional(),
    link: ArtistLink.optional(),
    spotifyId: SpotifyId.nullable().optional().describe('Null takes it away.'),
    appleMusicId: AppleMusicId.nullable().optional(),
    artworkUrl: ArtworkUrl.nullable().optional(),
  })
  .refine(agrees, linkFitsIds)
  .meta({ id: 'ArtistChange' });

export const ArtistListInput = PageInput.extend({
  text: Line(300).optional().describe('Only artists whose name contains this; accents and case don’t matter.'),
  deleted: z.boolean().default(false).describe('True lists what was deleted instead.'),
  sort: z.enum(['newest', 'name']).default('newest'),
}).meta({ id: 'ArtistListInput' });
