import { z } from 'zod';
import { Name, Origin, SpotifyId } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant } from '../core/time.ts';

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

export const Track = z
  .object({
    id: Id,
    artistId: Id,
    title: z.string(),
    album: z.string().nullable(),
    isrc: z.string().nullable().describe('Twelve characters without hyphens.'),
    spotifyId: SpotifyId.nullable(),
    releaseDate: CalendarDate.nullable(),
    durationMs: z.int().nullable().describe('Length in milliseconds.'),
    origin: Origin,
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Track' });
export type Track = z.infer<typeof Track>;

export const NewTrack = z
  .object({
    artistId: Id,
    title: Name,
    album: Name.optional(),
    isrc: Isrc.optional().describe('With or without hyphens, any case.'),
    spotifyId: SpotifyId.optional(),
    releaseDate: CalendarDate.optional(),
    durationMs: z
      .int()
      .min(1)
      .max(24 * 3600 * 1000, 'must not be longer than a day')
      .optional()
      .describe('Length in milliseconds.'),
  })
  .meta({ id: 'NewTrack' });
