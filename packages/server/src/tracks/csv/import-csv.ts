import type { contract, TrackCsvRow } from '@songtrackpro/contracts';
import { lockSubjects } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { placeArtists } from './place-artists.ts';
import { readRow, type TrackRow } from './read-row.ts';
import { readTable } from './read-table.ts';
import { writeRows } from './write-rows.ts';

export const importCsv: Verb<typeof contract.tracks.importCsv> = async (ctx, { csv, firstLine }) => {
  const refused: TrackCsvRow[] = [];
  const refuse = (line: number, faults: TrackCsvRow['faults']) =>
    refused.push({ line, status: 'refused', trackId: null, faults });
  const right: TrackRow[] = [];
  for (const raw of readTable(csv, firstLine)) {
    const reading = readRow(raw);
    if (reading.ok) right.push(reading.row);
    else refuse(raw.line, reading.faults);
  }
  // Two imports at once would both make an artist who is missing.
  await lockSubjects(ctx.tx, ctx.organizationId);
  const placed = await placeArtists(ctx, right);
  for (const { line, faults } of placed.refused) refuse(line, faults);
  const written = await writeRows(ctx, placed.rows);
  const rows = [...refused, ...written].sort((a, b) => a.line - b.line);
  const count = (status: TrackCsvRow['status']) => rows.filter((row) => row.status === status).length;
  const counts = {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
  ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: counts });
  return { ...counts, createdArtists: placed.created, rows };
};
