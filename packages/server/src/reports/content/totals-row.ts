import { describeMetric, type ReportedMetricId, subtractDecimals, sumDecimals } from '@songtrackpro/contracts';
import { type ImportTotals, readImportTotals } from '@songtrackpro/db';
import type { ReadContext } from '../../core/context.ts';

/** What a row of totals states that its rows can be added up to. */
const compared: readonly ReportedMetricId[] = [
  'spend',
  'impressions',
  'clicks',
  'linkClicks',
  'results',
  'conversions',
];

/** By how much a total differs from the sum of its rows; only of what every row states. */
function differencesOf({ total, rows, currency }: ImportTotals): string[] {
  return compared.flatMap((id) => {
    const stated = total[id];
    const known = rows.flatMap((values) => values[id] ?? []);
    if (stated == null || rows.length === 0 || known.length < rows.length) return [];
    const difference = subtractDecimals(String(stated), sumDecimals(known));
    if (Number(difference) === 0) return [];
    const sign = Number(difference) > 0 ? '+' : '';
    const unit = describeMetric(id).unit === 'money' && currency !== null ? ` ${currency}` : '';
    return [`${describeMetric(id).name} ${sign}${difference}${unit}`];
  });
}

/**
 * The row of totals of an export is a fact of its own. Where it isn’t the sum of its rows, a reader who compares a report with
 * the platform’s page has to know.
 */
export async function totalsRowNotes(
  ctx: Pick<ReadContext, 'services' | 'organizationId'>,
  importIds: Iterable<string>,
  asOf: Date | null,
): Promise<{ code: 'totals_row_differs'; message: string }[]> {
  const { db } = ctx.services.documents;
  const notes: { code: 'totals_row_differs'; message: string }[] = [];
  for (const importId of new Set(importIds)) {
    for (const totals of await readImportTotals(db, ctx.organizationId, importId, asOf)) {
      const differences = differencesOf(totals);
      if (differences.length === 0) continue;
      const message = `The totals row of ${totals.fileName} (${totals.from} to ${totals.to}) differs from the sum of its rows: ${differences.join(', ')}. Both are kept as the file states them.`;
      notes.push({ code: 'totals_row_differs', message });
    }
  }
  return notes;
}
