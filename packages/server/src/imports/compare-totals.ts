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
  /** Of rows about whole subjects, and of rows about members of a breakdown: one file may have both, and they are the same money. */
  sums: { whole: Map<string, string>; parts: Map<string, string> };
}

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
      sums: { whole: new Map(), parts: new Map() },
    }));
  }

  see(fact: ParsedFact): void {
    if (this.#compared.length === 0 || fact.isTotal) return;
    for (const { total, end, sums } of this.#compared) {
      if (fact.date < total.date || endOf(fact) > end) continue;
      const own = Object.keys(fact.breakdown).length === 0 ? sums.whole : sums.parts;
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
      return [...(sums.parts.size > 0 ? sums.parts : sums.whole)].flatMap(([metric, rows]): ImportTotal[] => {
        if (!isReportedMetric(metric)) return [];
        const stated = normaliseDecimal(total.values[metric] ?? '0');
        const currency = reportedMetrics[metric].unit === 'money' ? total.currency : null;
        const difference = subtractDecimals(rows, stated);
        return [{ adAccountId, from: total.date, to: end, metric, currency, stated, rows, difference }];
      });
    });
  }
}
