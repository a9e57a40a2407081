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
  record,
  text,
} from '../core/document-fields.ts';

const name = '[A-Za-z][A-Za-z0-9_]{0,63}';
const values = map(name, nullable(either(long, decimal)));
const calculated = map(name, number(-Number.MAX_VALUE, Number.MAX_VALUE));

/** Longest campaign that a stored report covers, in days. */
const longestReportDays = 1100;

/** A campaign's numbers made ready: one document for each campaign, range and moment that it was made for. */
export const campaignReports = defineCollection({
  name: 'campaign_reports',
  fields: {
    ...linkFields,
    from: calendarDate,
    to: calendarDate,
    /** The numbers are those that had been recorded by then. */
    asOf: instant,
    currency: nullable(text(3, '[A-Z]{3}')),
    totals: record({ values, calculated, reasons: map(name, text(64)) }),
    days: list(record({ date: calendarDate, values }), longestReportDays),
    topLocations: list(record({ country: text(2, '[A-Z]{2}'), values }), 250),
    demographics: list(record({ age: nullable(text(20)), gender: nullable(text(20)), values }), 100),
    createdAt: instant,
    updatedAt: instant,
  },
  indexes: [{ organizationId: 1, campaignId: 1, to: 1 }],
  expiry: { field: 'createdAt', days: twoYears },
  shardKey: {
    keys: { organizationId: 1, campaignId: 1, to: 1 },
    reason: 'Reports of a campaign are read together; few and small, spread by their organizations.',
  },
});
export type CampaignReportDocument = DocumentIn<typeof campaignReports>;
