import type { contract, Overview, QualityNote } from '@songtrackpro/contracts';
import {
  findMergeEnds,
  findOrganization,
  findSubjectNames,
  findTimelineSubjects,
  listAdAccounts,
  listCampaigns,
  readFacts,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { asOfMoment, eachDate, readSeries, toPeriodFact } from '../metrics/index.ts';
import { totalsRowNotes } from './content/totals-row.ts';

async function accountOverviews(ctx: Context, asOf: Date | null): Promise<Overview['accounts']> {
  const accounts = await listAdAccounts(ctx.tx);
  return Promise.all(
    accounts.map(async ({ id, name, currency, campaigns }) => {
      const query = { subject: { kind: 'adAccount', id }, granularity: 'period', asOf } as const;
      const facts = await readFacts(ctx.services.documents.db, ctx.organizationId, query);
      return { id, name, currency, campaigns, periods: facts.map(toPeriodFact) };
    }),
  );
}

async function timelineOverviews(ctx: Context, asOf: Date | null): Promise<Overview['timelines']> {
  const subjects = await findTimelineSubjects(ctx.services.documents.db, ctx.organizationId);
  const timelines: Overview['timelines'] = [];
  for (const kind of ['artist', 'track'] as const) {
    const ids = subjects.filter((subject) => subject.kind === kind).map(({ id }) => id);
    const ends = await findMergeEnds(ctx.tx, kind, ids, asOf);
    const names = await findSubjectNames(ctx.tx, kind, [...new Set(ends.values())]);
    for (const [id, name] of [...names].sort(([, a], [, b]) => a.localeCompare(b))) {
      const series = await readSeries(ctx, { subject: { kind, id }, asOf });
      if (!series) continue;
      const streams = new Map(series.facts.map((fact) => [fact.date, fact.current.values.streams]));
      timelines.push({
        subject: { kind, id, name },
        source: series.source,
        zone: series.facts[0]?.zone ?? null,
        range: series.range,
        days: series.facts.length,
        missing: series.missing,
        totals: series.totals,
        streams: [...eachDate(series.range)].map((date) => {
          const value = streams.get(date);
          return value == null ? null : Number(value);
        }),
      });
    }
  }
  return timelines;
}

function notesOf(accounts: Overview['accounts'], timelines: Overview['timelines']): QualityNote[] {
  const notes: QualityNote[] = [];
  if (accounts.length === 0 && timelines.length === 0) {
    notes.push({
      code: 'no_numbers',
      message: 'Nothing has been imported yet. Import an export with `songtrackpro import <file>`.',
    });
  }
  for (const { name, periods } of accounts) {
    if (periods.length > 1) {
      notes.push({
        code: 'periods_overlap',
        message: `${name} has ${periods.length} totals for different periods or settings. They are alternatives and are not added.`,
      });
    }
    if (periods.some((period) => period.zone === null)) {
      notes.push({
        code: 'zone_unknown',
        message: `${name}: the export does not say in which time zone its days begin.`,
      });
    }
  }
  return notes;
}

/** Each account’s totals against the rows of the files that state them. */
const totalsNotes = (ctx: Context, accounts: Overview['accounts'], asOf: Date | null): Promise<QualityNote[]> =>
  totalsRowNotes(
    ctx,
    accounts.flatMap(({ periods }) => periods.flatMap(({ provenance }) => provenance.importId ?? [])),
    asOf,
  );

export const getOverview: Verb<typeof contract.reports.overview> = async (ctx, input) => {
  const asOf = asOfMoment(input.asOf);
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw new AppError('not_found');
  const accounts = await accountOverviews(ctx, asOf);
  const timelines = await timelineOverviews(ctx, asOf);
  const { items } = await listCampaigns(ctx.tx, { limit: 200, after: null });
  return {
    organization,
    asOf: (asOf ?? ctx.now).toISOString(),
    accounts,
    timelines,
    campaigns: items.map(({ id, name }) => ({ id, name })),
    quality: [...notesOf(accounts, timelines), ...(await totalsNotes(ctx, accounts, asOf))],
  };
};
