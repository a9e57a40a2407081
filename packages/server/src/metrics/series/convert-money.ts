import {
  divideDecimals,
  isReportedMetric,
  multiplyDecimals,
  type ReportedValues,
  reportedMetrics,
  type SeriesRate,
} from '@songtrackpro/contracts';
import { type DayRate, findFxRates } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { dateOfDay, dayNumber } from '../calendar.ts';
import type { Contribution } from './leaf.ts';

/** There are no rates at weekends and on holidays; the longest gap is over Easter. */
const oldestDays = 7;
/** Digits behind the point that a converted fact keeps; rounding comes after summing. */
const keptDigits = 12;

const lastDayOf = ({ date, periodEnd }: Contribution): string => periodEnd ?? date;
const isMoney = (id: string): boolean => isReportedMetric(id) && reportedMetrics[id].unit === 'money';

function newestBy(rates: readonly DayRate[], date: string): DayRate | undefined {
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle]?.date ?? '') <= date) low = middle + 1;
    else high = middle;
  }
  const found = rates[low - 1];
  return found && dayNumber(date) - dayNumber(found.date) <= oldestDays ? found : undefined;
}

/** Rates by which facts were converted, each with the day it is of. */
export class Rates {
  readonly #to: string;
  readonly #rates: ReadonlyMap<string, DayRate[]>;
  readonly #used = new Map<string, SeriesRate>();

  private constructor(to: string, rates: readonly DayRate[]) {
    this.#to = to;
    this.#rates = Map.groupBy(rates, ({ currency }) => currency);
  }

  /** Reads what the facts need, from a few days before the first of them on. */
  static async of(ctx: ReadContext, facts: readonly Contribution[], to: string): Promise<Rates> {
    const foreign = facts.filter(
      ({ currency, values }) => currency !== null && currency !== to && Object.keys(values).some(isMoney),
    );
    const days = foreign.map(lastDayOf).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return new Rates(to, []);
    const currencies = [...new Set(foreign.flatMap(({ currency }) => currency ?? [])), to].filter(
      (code) => code !== 'EUR',
    );
    const from = dateOfDay(dayNumber(first) - oldestDays);
    return new Rates(to, await findFxRates(ctx.tx, currencies, { from, to: last }));
  }

  get used(): SeriesRate[] {
    return [...this.#used.values()].sort((a, b) => (`${a.from}${a.date}` < `${b.from}${b.date}` ? -1 : 1));
  }

  #perEuro(currency: string, date: string): DayRate {
    if (currency === 'EUR') return { currency, date, rate: '1' };
    const found = newestBy(this.#rates.get(currency) ?? [], date);
    if (!found) throw new AppError('fx_rate_missing', { details: { currency, date } });
    return found;
  }

  /** A fact with its money in the report currency; one that says no currency stays as it is. */
  convert(fact: Contribution): Contribution {
    const { currency } = fact;
    const money = Object.entries(fact.values).filter(([id, value]) => isMoney(id) && value !== null);
    if (currency === null || currency === this.#to || money.length === 0) return fact;
    const date = lastDayOf(fact);
    const [from, to] = [this.#perEuro(currency, date), this.#perEuro(this.#to, date)];
    const shown = { from: currency, to: this.#to, date: currency === 'EUR' ? to.date : from.date };
    const rate = divideDecimals(to.rate, from.rate, keptDigits);
    this.#used.set(JSON.stringify([shown, rate]), { ...shown, rate });
    const converted = money.map(([id, value]) => [
      id,
      divideDecimals(multiplyDecimals(value ?? 0, to.rate), from.rate, keptDigits),
    ]);
    const values: ReportedValues = { ...fact.values, ...Object.fromEntries(converted) };
    return { ...fact, currency: this.#to, values };
  }
}
