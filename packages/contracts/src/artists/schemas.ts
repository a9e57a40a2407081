import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Instant } from '../core/time.ts';

/** Where a row came from: a person or program made it, or an import named it. */
export const Origin = z.enum(['manual', 'import']).meta({ id: 'Origin' });

export const Name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(300, 'must not be longer than 300 characters')
  // PostgreSQL text cannot hold NUL; refusing it here names the field.
  .refine((text) => !text.includes('\0'), 'must not contain the character NUL');

export const SpotifyId = z
  .string()
  .regex(/^[0-9A-Za-z]{22}$/, 'must be a Spotify id of 22 letters and digits')
  .meta({ description: 'Spotify id, 22 letters and digits.' });

export const Artist = z
  .object({
    id: Id,
    name: z.string(),
    spotifyId: SpotifyId.nullable(),
    origin: Origin,
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Artist' });
export type Artist = z.infer<typeof Artist>;

export const NewArtist = z.object({ name: Name, spotifyId: SpotifyId.optional() }).meta({ id: 'NewArtist' });
