import { mutation, query } from '../core/procedure.ts';
import { TrackCsvInput, TrackCsvPart, TrackCsvResult, TrackExportInput } from './csv.ts';

export const csvProcedures = {
  importCsv: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: TrackCsvInput,
    output: TrackCsvResult,
    errors: ['conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks/csv' },
    weight: 5,
    summary: 'Import tracks from CSV',
    description:
      'Takes in rows of a catalogue file: rows that are right are written, the others are named with line, column and reason. A row is the track with its id, ISRC, Spotify id or Apple Music id, else the one with its artist, title and album, else a new one; empty cells change nothing. The same file again changes nothing. A column that is not known refuses the part.',
    example: { csv: 'title,artist,isrc\nSample Song,Sample Artist,QM-ABC-26-00001\n' },
  }),
  exportCsv: query({
    permission: 'tracks:read',
    input: TrackExportInput,
    output: TrackCsvPart,
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/tracks/csv' },
    weight: 5,
    summary: 'Export tracks as CSV',
    description:
      'The catalogue in parts, as `tracks.importCsv` reads it. A cell that a spreadsheet would run as a formula begins with an apostrophe, which the import takes off again.',
    example: { limit: 100 },
  }),
};
