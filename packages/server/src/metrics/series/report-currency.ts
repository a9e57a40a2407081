import { errorDetails, type Organization, type SeriesInput, type SeriesNote } from '@songtrackpro/contracts';
import { AppError } from '../../core/app-error.ts';
import type { Table } from './compute-series.ts';

interface Tables {
  table: Table;
  before: Table | null;
}

const isConverted = ({ table, before }: Tables): boolean => table.rates.length > 0 || (before?.rates.length ?? 0) > 0;

/**
 * The tables in the currency that the call names; where it names none, in the organization's. A call that names one is
 * refused without a rate; a currency that nobody named in it must not make it fail, so money then stays as it was stated.
 * Both tables are in the same currency, or neither is converted.
 */
export async function inReportCurrency(
  { reportCurrency }: Pick<SeriesInput, 'reportCurrency'>,
  { settings }: Pick<Organization, 'settings'>,
  compute: (currency: string | null) => Promise<Tables>,
): Promise<Tables & { notes: SeriesNote[] }> {
  const own = settings.reportCurrency;
  if (reportCurrency !== undefined || own === null) return { ...(await compute(reportCurrency ?? null)), notes: [] };
  try {
    const tables = await compute(own);
    const message = `Money is converted to ${own}, the organization’s report currency, since the call names none.`;
    return { ...tables, notes: isConverted(tables) ? [{ code: 'report_currency', message }] : [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'fx_rate_missing') throw error;
    const { currency, date } = errorDetails.fx_rate_missing.parse(error.details);
    const message = `Money stays in the currencies of its sources and not in ${own}, the organization’s report currency: there is no rate of ${currency} for ${date}.`;
    return { ...(await compute(null)), notes: [{ code: 'report_currency_unused', message }] };
  }
}
