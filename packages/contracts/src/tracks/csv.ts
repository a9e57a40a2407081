import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { trackFilter } from './schemas.ts';

/** Columns of a catalogue file, in the order in which they are exported. */
export const trackColumns = [
  'id',
  'title',
  'artist',
  'credit',
  'album',
  'isrc',
  'shares_isrc',
  'spotify_id',
  'apple_music_id',
  'upc',
  'release_date',
  'duration_ms',
  'explicit',
  'label',
  'genres',
  'artwork_url',
] as const;
export type TrackColumn = (typeof trackColumns)[number];

/** Most rows of one part of a file. */
export const csvRowLimit = 5000;

export const TrackCsvInput = z
  .object({
    csv: z
      .string()
      .max(1_000_000)
      .describe(
        `The header and up to ${csvRowLimit} rows. A larger file is sent in parts, each with the header; the SDK does it. Columns: ${trackColumns.map((column) => `\`${column}\``).join(', ')} and \`link\`.`,
      ),
    firstLine: z
      .int()
      .min(1)
      .default(2)
      .describe('Line of the file on which the first row of this part stands; results count from it.'),
  })
  .meta({ id: 'TrackCsvInput' });

export const TrackCsvFault = z
  .object({ column: z.string().nullable().describe('Null where the row as a whole is wrong.'), message: z.string() })
  .meta({ id: 'TrackCsvFault' });
export type TrackCsvFault = z.infer<typeof TrackCsvFault>;

export const TrackCsvRow = z
  .object({
    line: z.int().describe('Line of the file on which the row begins.'),
    status: z.enum(['created', 'updated', 'unchanged', 'refused']),
    trackId: Id.nullable().describe('Null where the row was refused.'),
    faults: z.array(TrackCsvFault),
  })
  .meta({ id: 'TrackCsvRow' });
export type TrackCsvRow = z.infer<typeof TrackCsvRow>;

export const TrackCsvResult = z
  .object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    createdArtists: z.int().describe('Artists that were made because no artist had the name.'),
    rows: z.array(TrackCsvRow),
  })
  .meta({ id: 'TrackCsvResult' });
export type TrackCsvResult = z.infer<typeof TrackCsvResult>;

export const TrackExportInput = z
  .object({
    ...trackFilter,
    limit: z.int().min(1).max(2000).default(1000).describe('Rows in one part, 1 to 2000.'),
    cursor: z.string().min(1).max(1024).optional().describe('`nextCursor` of the part before.'),
    withIds: z
      .boolean()
      .default(true)
      .describe('False leaves out the ids, for a file that goes to another organization.'),
  })
  .meta({ id: 'TrackExportInput' });

export const TrackCsvPart = z
  .object({
    csv: z.string().describe('Rows as text; the first part begins with the header.'),
    rows: z.int(),
    nextCursor: z.string().nullable().describe('Cursor of the next part; null on the last one.'),
  })
  .meta({ id: 'TrackCsvPart' });
