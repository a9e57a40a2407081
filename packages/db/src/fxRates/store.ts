import type { FxRate } from '@songtrackpro/contracts';
import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { fxRates } from './tables.ts';

/** Units of the currency for one euro on a day. */
export interface DayRate {
  date: string;
  currency: string;
  rate: string;
}

const columns = { date: fxRates.date, currency: fxRates.currency, rate: fxRates.rate };

export async function listFxRates(
  tx: TenantTransaction,
  { limit, after, currency, from, to }: PageRequest & Partial<Record<'currency' | 'from' | 'to', string | undefined>>,
): Promise<Page<FxRate>> {
  const [date, code] = after?.split(' ') ?? [];
  const rows = await tx
    .select({ ...columns, updatedAt: fxRates.updatedAt })
    .from(fxRates)
    .where(
      and(
        currency === undefined ? undefined : eq(fxRates.currency, currency),
        from === undefined ? undefined : gte(fxRates.date, from),
        to === undefined ? undefined : lte(fxRates.date, to),
        date === undefined || code === undefined
          ? undefined
          : sql`(${fxRates.date} < ${date} or (${fxRates.date} = ${date} and ${fxRates.currency} > ${code}))`,
      ),
    )
    .orderBy(desc(fxRates.date), asc(fxRates.currency))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ updatedAt, ...rate }) => ({ ...rate, importedAt: isoInstant(updatedAt) }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${last.date} ${last.currency}` : null };
}

/** Rates of some currencies over a range, by currency and then by day. */
export async function findFxRates(
  tx: TenantTransaction,
  currencies: readonly string[],
  range: { from: string; to: string },
): Promise<DayRate[]> {
  if (currencies.length === 0) return [];
  return tx
    .select(columns)
    .from(fxRates)
    .where(and(inArray(fxRates.currency, [...currencies]), gte(fxRates.date, range.from), lte(fxRates.date, range.to)))
    .orderBy(asc(fxRates.currency), asc(fxRates.date));
}

/** Writes rates, over those that are stored; call under `lockSubjects`. */
export async function writeFxRates(
  tx: TenantTransaction,
  organizationId: string,
  rates: readonly DayRate[],
): Promise<void> {
  const column = (values: string[]) => sql`${`{${values.join()}}`}`;
  await tx.execute(sql`
    insert into fx_rates (organization_id, date, currency, rate)
    select ${organizationId}::uuid, *
    from unnest(
      ${column(rates.map(({ date }) => date))}::date[],
      ${column(rates.map(({ currency }) => currency))}::text[],
      ${column(rates.map(({ rate }) => rate))}::numeric[])
    on conflict (organization_id, date, currency) do update set rate = excluded.rate`);
}
