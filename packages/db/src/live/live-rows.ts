import { LiveChangeData } from '@songtrackpro/contracts';
import type { NumberedChange } from './fact-changes.ts';
import type { liveChanges } from './tables.ts';

/** What is told, as a row without its place in the stream. */
export type LiveRow = Pick<typeof liveChanges.$inferInsert, 'kind' | 'subjectId' | 'changeNumber' | 'data'>;

export const dataOf = (change: LiveChangeData['change']): LiveChangeData => ({ version: 1, change });

export const factRow = ({ version, change }: NumberedChange): LiveRow => ({
  kind: 'fact',
  subjectId: change.id,
  changeNumber: version,
  data: dataOf(change),
});

/** Rows as JSON, each checked: so they are kept, and so the database takes them. */
export const toJson = (rows: readonly LiveRow[]): string =>
  JSON.stringify(rows.map(({ data, ...row }) => ({ ...row, data: LiveChangeData.check(data) })));
