import { sumDecimals } from '@songtrackpro/contracts';
import { ProviderError } from '../../provider-error.ts';
import type { Graph, MetaAccess } from '../graph.ts';
import { readPages } from '../read-pages.ts';
import { halve, type InsightsQuery, parametersOf, summedFields } from './query.ts';
import { makeReport } from './report.ts';
import { InsightRow } from './row.ts';

/** What makes a row this row: a page that comes twice brings the same ones. */
const identityOf = (row: InsightRow, { breakdowns }: InsightsQuery) =>
  JSON.stringify([row.date_start, row.campaign_id, row.adset_id, row.ad_id, ...breakdowns.map((name) => row[name])]);

/** Compares the rows of all pages with Meta's own sums over them. */
class Completeness {
  readonly #sums = new Map<string, string>();
  #said: Record<string, unknown> | undefined;

  add(rows: readonly InsightRow[], summary: Record<string, unknown> | undefined): void {
    this.#said ??= summary;
    for (const field of summedFields) {
      this.#sums.set(field, sumDecimals([this.#sums.get(field) ?? '0', ...rows.map((row) => row[field] ?? '0')]));
    }
  }

  assert(query: InsightsQuery): void {
    for (const field of summedFields) {
      const said = this.#said?.[field];
      if (typeof said !== 'string' && typeof said !== 'number') continue;
      const [read, whole] = [this.#sums.get(field) ?? '0', sumDecimals([String(said)])];
      if (read === whole) continue;
      const message = `The pages of ${query.level} insights from ${query.since} to ${query.until} hold ${field} ${read}, their sum says ${whole}.`;
      throw new ProviderError({ provider: 'meta', kind: 'transient', reason: 'incomplete_pages', message });
    }
  }
}

async function* pagesOf(
  graph: Graph,
  access: MetaAccess,
  query: InsightsQuery,
  path: string,
): AsyncGenerator<InsightRow[]> {
  const [seen, completeness] = [new Set<string>(), new Completeness()];
  for await (const { data, summary } of readPages(graph, access, InsightRow, {
    path,
    parameters: parametersOf(query, graph.rowsPerPage),
  })) {
    const fresh = data.filter((row) => {
      const identity = identityOf(row, query);
      return !seen.has(identity) && seen.add(identity);
    });
    completeness.add(fresh, summary);
    if (fresh.length > 0) yield fresh;
  }
  completeness.assert(query);
}

/**
 * The rows of a query in pages. Asked for directly first; as a report where that takes too long; in halves where it is
 * too much. A row may come again after a fault on the way, then as it is by then.
 *
 * @throws ProviderError `incomplete_pages` where rows are missing from what was yielded
 */
export async function* readInsights(
  graph: Graph,
  access: MetaAccess,
  query: InsightsQuery,
): AsyncGenerator<InsightRow[]> {
  try {
    return yield* pagesOf(graph, access, query, `act_${access.account}/insights`);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === 'too_large') {
      const halves = halve(query);
      if (halves) return yield* readHalves(graph, access, halves);
    } else if (error.reason !== 'timed_out') throw error;
  }
  try {
    yield* pagesOf(graph, access, query, await makeReport(graph, access, query));
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'too_large') throw error;
    const halves = halve(query);
    if (!halves) throw error;
    yield* readHalves(graph, access, halves);
  }
}

async function* readHalves(
  graph: Graph,
  access: MetaAccess,
  halves: readonly InsightsQuery[],
): AsyncGenerator<InsightRow[]> {
  for (const half of halves) yield* readInsights(graph, access, half);
}
