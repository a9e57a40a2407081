import { GoalProgress, GoalStatus, GoalType, MetricSource, reportFlags, SubjectKind } from '@songtrackpro/contracts';
import { type DocumentIn, defineCollection, linkFields, twoYears } from '../core/collection.ts';
import {
  calendarDate,
  decimal,
  either,
  instant,
  list,
  long,
  map,
  nullable,
  number,
  oneOf,
  record,
  text,
  uuid,
  whole,
} from '../core/document-fields.ts';

const name = '[A-Za-z][A-Za-z0-9_]{0,63}';
const anyNumber = number(-Number.MAX_VALUE, Number.MAX_VALUE);
/** Numbers of one row: counts as 64-bit integers, money exact, ratios as doubles; of null the reason. */
const numbers = map(name, record({ value: nullable(either(long, decimal, anyNumber)), reason: nullable(text(64)) }));
const range = record({ from: calendarDate, to: calendarDate });
const subject = record({ kind: oneOf(...SubjectKind.options), id: uuid, name: text(1000) });
const sha256 = text(64, '[0-9a-f]{64}');
const currency = nullable(text(3, '[A-Z]{3}'));

/** Longest list of days and of stretches of them. */
const mostDays = 1100;

const source = record({
  source: oneOf(...MetricSource.options),
  importId: nullable(uuid),
  fileName: nullable(text(1000)),
  sha256: nullable(sha256),
  observedAt: instant,
  recordedAt: instant,
  facts: whole(),
  from: calendarDate,
  to: calendarDate,
});

const quality = record({
  missing: list(record({ subject, of: oneOf('ads', 'streams'), days: whole(), ranges: list(range, mostDays) }), 1000),
  provisional: record({ facts: whole(), provisional: whole(), share: nullable(number(0, 1)) }),
  sources: list(source, 200),
  flags: list(record({ code: oneOf(...reportFlags), message: text(10_000) }), 100),
  expiredBefore: nullable(calendarDate),
  zones: list(text(64), 100),
});

const goal = record({
  id: uuid,
  type: oneOf(...GoalType.options),
  unit: oneOf('streams', 'people', 'engagements', 'conversions'),
  baseline: anyNumber,
  target: anyNumber,
  dueDate: nullable(calendarDate),
  current: nullable(anyNumber),
  reason: nullable(oneOf(...GoalProgress.shape.reason.unwrap().options)),
  through: nullable(calendarDate),
  share: nullable(anyNumber),
  status: nullable(oneOf(...GoalStatus.options)),
});

const content = record({
  campaign: record({
    id: uuid,
    name: text(1000),
    status: nullable(oneOf('draft', 'active', 'paused', 'completed', 'archived')),
    startDate: nullable(calendarDate),
    endDate: nullable(calendarDate),
    budgetMinor: nullable(anyNumber),
    currency,
  }),
  organization: record({ id: uuid, name: text(1000) }),
  streamsOf: nullable(subject),
  range: nullable(range),
  /** The numbers are those that had been recorded by then. */
  asOf: instant,
  timeZone: text(64),
  currency,
  totals: numbers,
  days: list(record({ date: calendarDate, state: nullable(oneOf('provisional', 'final')), values: numbers }), mostDays),
  locations: list(record({ country: text(1000), values: numbers }), 20),
  demographics: list(record({ age: nullable(text(1000)), gender: nullable(text(1000)), values: numbers }), 40),
  goals: list(goal, 200),
  roi: numbers,
  quality,
});

/** A campaign's numbers made ready: one document for each version of a report, which is never written again but to freeze it. */
export const campaignReports = defineCollection({
  name: 'campaign_reports',
  fields: {
    ...linkFields,
    /** Of the campaign, period and moment that was asked for. */
    reportId: uuid,
    version: whole(),
    from: nullable(calendarDate),
    to: nullable(calendarDate),
    /** Null for what held when it was built. */
    asOf: nullable(instant),
    /** SHA-256 over everything that the content was made from: as long as it is the same, nothing is built anew. */
    inputs: sha256,
    contentHash: sha256,
    content,
    frozenAt: nullable(instant),
    pdfHash: nullable(sha256),
    createdAt: instant,
    updatedAt: instant,
  },
  indexes: [
    { organizationId: 1, reportId: 1, version: 1 },
    { organizationId: 1, createdAt: 1, _id: 1 },
    { organizationId: 1, campaignId: 1, createdAt: 1, _id: 1 },
  ],
  expiry: { field: 'createdAt', days: twoYears },
  changedBy: 'updatedAt',
  shardKey: {
    keys: { organizationId: 1, reportId: 1 },
    reason: 'Versions of a report lie together, so that of two builders at once one finds the other’s; few and small.',
  },
});
export type CampaignReportDocument = DocumentIn<typeof campaignReports>;
