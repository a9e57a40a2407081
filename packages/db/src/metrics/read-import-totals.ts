import type { MetricSource, ReportedValues } from '@songtrackpro/contracts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { campaignMetrics, type LedgerDocument, metaAdMetrics } from './documents.ts';
import { currentOf } from './ledger-version.ts';
import { fromVersionDocument } from './version-documents.ts';

/** What one import said of a period: its row of totals, and the rows that it totals. */
export interface ImportTotals {
  fileName: string;
  from: string;
  to: string;
  currency: string | null;
  total: ReportedValues;
  rows: ReportedValues[];
}

interface Said {
  kind: LedgerDocument['subject']['kind'];
  broken: boolean;
  from: string;
  to: string;
  source: MetricSource;
  fileName: string;
  currency: string | null;
  values: ReportedValues;
}

/** Rows of one import that are read at most; of a larger one nothing is said. */
const mostRows = 50_000;

function saidBy(importId: string, document: LedgerDocument, asOf: Date | null): Said[] {
  const own = document.versions.filter(({ origin }) => origin.importId.equals(importId)).map(fromVersionDocument);
  const said = currentOf(own, asOf);
  if (!said) return [];
  const { subject, date: from, periodEnd, source, breakdownKey } = document;
  const { origin, currency, values } = said;
  const of = { kind: subject.kind, broken: breakdownKey !== '', source, fileName: origin.fileName };
  return [{ ...of, from, to: periodEnd ?? from, currency, values }];
}

/** The finest rows within the total's period: an export has its rows at one level, and its sums beside them. */
function rowsOf(total: Said, all: readonly Said[]): ReportedValues[] {
  const within = all.filter(({ from, to, source }) => source === total.source && from >= total.from && to <= total.to);
  const levels = (['ad', 'adSet', 'campaign'] as const).map((kind) => within.filter((said) => said.kind === kind));
  const level = levels.find((rows) => rows.length > 0) ?? [];
  const broken = level.filter((said) => said.broken);
  return (broken.length > 0 ? broken : level).map(({ values }) => values);
}

/**
 * Rows of totals in an import with the rows that they total, as that import said them. The total of an export is a fact of its
 * own: it needn’t be the sum of its rows.
 */
export async function readImportTotals(
  db: DocumentDatabase,
  organizationId: string,
  importId: string,
  asOf: Date | null,
): Promise<ImportTotals[]> {
  const byImport = { 'versions.origin.importId': toUuid(importId) };
  const [campaigns, parts] = [campaignMetrics, metaAdMetrics].map((ledger) =>
    tenantCollection(db, ledger, organizationId),
  );
  if (!campaigns || !parts) return [];
  const isTotal = { 'subject.kind': 'adAccount' as const, granularity: 'period' as const };
  const found = await campaigns.find({ ...byImport, ...isTotal });
  const totals = found.flatMap((document) => saidBy(importId, document, asOf));
  if (totals.length === 0) return [];
  const read = { limit: mostRows + 1, projection: { current: 0 } };
  const documents = (await Promise.all([campaigns.find(byImport, read), parts.find(byImport, read)])).flat();
  if (documents.length > mostRows) return [];
  const all = documents.flatMap((document) => saidBy(importId, document, asOf));
  return totals.map((total) => {
    const { fileName, from, to, currency, values } = total;
    return { fileName, from, to, currency, total: values, rows: rowsOf(total, all) };
  });
}
