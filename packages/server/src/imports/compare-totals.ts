import {
  addDecimals,
  type ImportTotal,
  isReportedMetric,
  normaliseDecimal,
  reportedMetrics,
  subtractDecimals,
} from '@songtrackpro/contracts';
import type { ParsedFact } from './formats/index.ts';

interface Compared {
  total: ParsedFact;
  end: string;
  /** By how finely rows are told apart: a file with subtotals states the same money several times. */
  sums: Map<number, Map<string, string>>;
}

const levels: Record<ParsedFact['subject']['kind'], number> = {
  target: 0,
  track: 0,
  adAccount: 0,
  campaign: 1,
  adSet: 2,
  ad: 3,
};

/** Finer rows are those of a finer level, then those of a part of the period, then those of more breakdowns. */
const finenessOf = ({ subject, breakdown }: ParsedFact, isPart: boolean) =>
  levels[subject.kind] * 1000 + (isPart ? 500 : 0) + Object.keys(breakdown).length;

const endOf = ({ date, periodEnd }: ParsedFact) => periodEnd ?? date;

/**
 * Adds up the rows of a file beside its totals rows. A totals row is a fact of its own and is never corrected; where it says
 * something else than the rows, that is told.
 */
export class TotalsComparison {
  readonly #compared: Compared[];

  constructor(totals: readonly ParsedFact[]) {
    this.#compared = totals.map((total) => ({
      total,
      end: endOf(total),
      sums: new Map(),
    }));
  }

  see(fact: ParsedFact): void {
    if (this.#compared.length === 0 || fact.isTotal) return;
    for (const { total, end, sums } of this.#compared) {
      if (fact.date < total.date || endOf(fact) > end) continue;
      const fineness = finenessOf(fact, fact.date > total.date || endOf(fact) < end);
      const own = sums.get(fineness) ?? new Map<string, string>();
      sums.set(fineness, own);
      for (const [id, stated] of Object.entries(total.values)) {
        const value = isReportedMetric(id) && stated !== null ? fact.values[id] : null;
        if (value == null || !isReportedMetric(id) || !reportedMetrics[id].additive) continue;
        own.set(id, addDecimals(own.get(id) ?? '0', value));
      }
    }
  }

  /** What both a totals row and the rows say. */
  result(accountOf: (total: ParsedFact) => string | null): ImportTotal[] {
    return this.#compared.flatMap(({ total, end, sums }) => {
      const adAccountId = accountOf(total);
      if (adAccountId === null) return [];
      const stating = [...sums].filter(([, own]) => own.size > 0).sort(([a], [b]) => b - a);
      return [...(stating[0]?.[1] ?? [])].flatMap(([metric, rows]): ImportTotal[] => {
        if (!isReportedMetric(metric)) return [];
        const stated = normaliseDecimal(total.values[metric] ?? '0');
        const currency = reportedMetrics[metric].unit === 'money' ? total.currency : null;
        const difference = subtractDecimals(rows, stated);
        return [{ adAccountId, from: total.date, to: end, metric, currency, stated, rows, difference }];
      });
    });
  }
}
