import type { MetricValues, ReportContent, StoredReport, StoredReportEntry } from '@songtrackpro/contracts';
import { toUuid, toUuidOrNull } from '../core/mongo.ts';
import { fromStoredValue, toStoredValue } from '../metrics/stored-numbers.ts';
import type { CampaignReportDocument } from './documents.ts';

type StoredContent = CampaignReportDocument['content'];
type StoredNumbers = StoredContent['totals'];
type Named<T extends { id: unknown }> = Omit<T, 'id'>;

const toNumbers = (values: MetricValues): StoredNumbers =>
  Object.fromEntries(
    Object.entries(values).map(([id, { value, reason }]) => [id, { value: toStoredValue(value), reason }]),
  );

const fromNumbers = (stored: StoredNumbers): MetricValues =>
  Object.fromEntries(
    Object.entries(stored).map(([id, { value, reason }]) => [id, { value: fromStoredValue(value), reason }]),
  );

const valued = <T extends { values: MetricValues }>(row: T) => ({ ...row, values: toNumbers(row.values) });
const read = <T extends { values: StoredNumbers }>(row: T) => ({ ...row, values: fromNumbers(row.values) });
const named = <T extends { id: string }>(thing: T) => ({ ...thing, id: toUuid(thing.id) });
const readNamed = <T extends { id: { toString(): string } }>(thing: T): Named<T> & { id: string } => ({
  ...thing,
  id: thing.id.toString(),
});

function toQuality({ missing, sources, ...rest }: ReportContent['quality']): StoredContent['quality'] {
  return {
    ...rest,
    missing: missing.map((gap) => ({ ...gap, subject: named(gap.subject) })),
    sources: sources.map((source) => ({
      ...source,
      importId: toUuidOrNull(source.importId),
      observedAt: new Date(source.observedAt),
      recordedAt: new Date(source.recordedAt),
    })),
  };
}

function fromQuality({ missing, sources, ...rest }: StoredContent['quality']): ReportContent['quality'] {
  return {
    ...rest,
    missing: missing.map((gap) => ({ ...gap, subject: readNamed(gap.subject) })),
    sources: sources.map((source) => ({
      ...source,
      importId: source.importId?.toString() ?? null,
      observedAt: source.observedAt.toISOString(),
      recordedAt: source.recordedAt.toISOString(),
    })),
  };
}

/** What a report says as it is stored. */
export function toStoredContent(content: ReportContent): StoredContent {
  const { campaign, organization, streamsOf, asOf, totals, days, locations, demographics, goals, roi, quality } =
    content;
  return {
    campaign: named(campaign),
    organization: named(organization),
    streamsOf: streamsOf && named(streamsOf),
    range: content.range,
    asOf: new Date(asOf),
    timeZone: content.timeZone,
    currency: content.currency,
    totals: toNumbers(totals),
    days: days.map(valued),
    locations: locations.map(valued),
    demographics: demographics.map(valued),
    goals: goals.map(named),
    roi: toNumbers(roi),
    quality: toQuality(quality),
  };
}

/** The same as it was said. */
function fromStoredContent(stored: StoredContent): ReportContent {
  const { campaign, organization, streamsOf, asOf, totals, days, locations, demographics, goals, roi, quality } =
    stored;
  return {
    ...stored,
    campaign: readNamed(campaign),
    organization: readNamed(organization),
    streamsOf: streamsOf && readNamed(streamsOf),
    asOf: asOf.toISOString(),
    totals: fromNumbers(totals),
    days: days.map(read),
    locations: locations.map(read),
    demographics: demographics.map(read),
    goals: goals.map(readNamed),
    roi: fromNumbers(roi),
    quality: fromQuality(quality),
  };
}

export type EntryDocument = Omit<CampaignReportDocument, 'content'> & {
  content: { campaign: Pick<StoredContent['campaign'], 'name'> };
};

/** A version of a report without what it says. */
export function toEntry(document: EntryDocument): StoredReportEntry {
  const { reportId, version, campaignId, from, to, asOf, createdAt, frozenAt, contentHash, pdfHash } = document;
  return {
    id: reportId.toString(),
    version,
    campaignId: campaignId?.toString() ?? '',
    campaignName: document.content.campaign.name,
    from,
    to,
    asOf: asOf?.toISOString() ?? null,
    builtAt: createdAt.toISOString(),
    frozenAt: frozenAt?.toISOString() ?? null,
    contentHash,
    pdfHash,
  };
}

export const toStoredReport = (document: CampaignReportDocument): StoredReport => ({
  ...toEntry(document),
  content: fromStoredContent(document.content),
});
