import { createHash } from 'node:crypto';
import {
  addDays,
  canonicalJson,
  type DateRange,
  dateIn,
  longestReportDays,
  type Organization,
} from '@songtrackpro/contracts';
import {
  type CampaignWithSubjects,
  findCampaignWithSubjects,
  findOrganization,
  readFactSpans,
  readLedgerMarks,
} from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { daysIn, type Leaf, resolveSubjects } from '../../metrics/index.ts';

/** What a report is asked for. */
export interface Question {
  campaignId: string;
  from: string | null;
  to: string | null;
  asOf: Date | null;
}

/** What a report is made from, before a single number is read. */
export interface Plan extends CampaignWithSubjects {
  organization: Organization;
  asOf: Date | null;
  /** Null where nothing is known that a range could be told from. */
  range: DateRange | null;
  leaves: Leaf[];
  /** What facts are broken down by: names in alphabetical order, with commas. */
  breakdowns: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  /** SHA-256 over everything that the content follows from. */
  inputs: string;
}

/** Raised when the same inputs are to give another content. */
const contentVersion = 1;

const longest = (spans: DateRange[]) => spans.toSorted((a, b) => daysIn(b) - daysIn(a) || (a.to < b.to ? 1 : -1))[0];

/** All that is known: the longest period that is stated, or the days where they go beyond it. */
async function knownRange(ctx: ReadContext, { campaign, subjects }: CampaignWithSubjects, asOf: Date | null) {
  const campaignIds = adCampaignsOf({ campaign, subjects });
  const spans = await readFactSpans(ctx.services.documents.db, ctx.organizationId, { campaignIds, asOf });
  const days = spans.filter(({ granularity }) => granularity === 'day');
  const firsts = days.map(({ from }) => from).sort();
  const lasts = days.map(({ to }) => to).sort();
  const [from, to] = [firsts[0], lasts.at(-1)];
  const daily = from !== undefined && to !== undefined ? { from, to } : null;
  const period = longest(spans.filter(({ granularity }) => granularity === 'period'));
  if (period && (daily === null || (period.from <= daily.from && period.to >= daily.to)))
    return { from: period.from, to: period.to };
  return daily ?? plannedRange({ campaign, subjects }, ctx.now);
}

/** Of a campaign without ad numbers its own days so far, for the streams in them. */
function plannedRange({ subjects }: Pick<CampaignWithSubjects, 'campaign' | 'subjects'>, now: Date): DateRange | null {
  const { startDate: from, endDate, zone } = subjects;
  const today = dateIn(zone, now);
  const to = endDate !== null && endDate < today ? endDate : today;
  return from === null || from > to ? null : { from, to };
}

/** The ad campaigns that carry a campaign out; itself where none does. */
export const adCampaignsOf = ({ campaign, subjects }: Pick<CampaignWithSubjects, 'campaign' | 'subjects'>): string[] =>
  subjects.adCampaignIds.length > 0 ? subjects.adCampaignIds : [campaign.id];

async function leavesOf(ctx: ReadContext, found: CampaignWithSubjects, from: string, asOf: Date | null) {
  const subjects = adCampaignsOf(found).map((id) => ({ kind: 'campaign' as const, id }));
  const common = { groupBy: [], from };
  const ads = await resolveSubjects(ctx, { ...common, subjects, metrics: ['spend'] }, asOf);
  const own = [{ kind: 'campaign' as const, id: found.campaign.id }];
  const streams = await resolveSubjects(ctx, { ...common, subjects: own, metrics: ['streams'] }, asOf);
  return [...ads, ...streams];
}

/** Goals count from the campaign’s first day, which may lie before the report’s. */
function rangeOfInputs({ subjects, goals }: CampaignWithSubjects, range: DateRange): DateRange {
  const { startDate } = subjects;
  return {
    from: goals.length > 0 && startDate !== null && startDate < range.from ? startDate : range.from,
    to: range.to,
  };
}

async function marksOf(
  ctx: ReadContext,
  found: CampaignWithSubjects,
  leaves: readonly Leaf[],
  plan: DateRange,
  asOf: Date | null,
) {
  const subjects = leaves.flatMap(({ subject, parts }) => parts.map((id) => ({ kind: subject.kind, id })));
  const { artistId } = found.subjects;
  // A goal of followers is the artist’s, whatever the streams are of.
  if (found.goals.length > 0 && artistId !== null) subjects.push({ kind: 'artist', id: artistId });
  const range = rangeOfInputs(found, plan);
  const unique = [...new Map(subjects.map((subject) => [subject.id, subject])).values()];
  return readLedgerMarks(ctx.services.documents.db, ctx.organizationId, { subjects: unique, range, asOf });
}

function refuseLong(range: DateRange | null): void {
  if (range === null || daysIn(range) <= longestReportDays) return;
  throw new AppError('invalid_input', {
    message: `A report covers at most ${longestReportDays} days. Give from and to, for example to ${addDays(range.from, longestReportDays - 1)}.`,
  });
}

/** Reads what a report would be made from, or answers `not_found`. */
export async function readPlan(ctx: ReadContext, question: Question): Promise<Plan> {
  const { campaignId, from, to, asOf } = question;
  const found = await findCampaignWithSubjects(ctx.tx, campaignId);
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!found || !organization)
    throw new AppError('not_found', {
      message: 'There is no such campaign.',
      details: { entity: 'campaign', id: campaignId },
    });
  const range = from !== null && to !== null ? { from, to } : await knownRange(ctx, found, asOf);
  refuseLong(range);
  const leaves = range === null ? [] : await leavesOf(ctx, found, range.from, asOf);
  const marks = range === null ? [] : await marksOf(ctx, found, leaves, range, asOf);
  const { name, timeZone } = organization;
  const { campaign, goals, subjects } = found;
  const text = canonicalJson({
    contentVersion,
    organization: { name, timeZone },
    campaign: { id: campaign.id, version: campaign.version, subjects },
    goals: goals.map(({ id, version }) => ({ id, version })),
    leaves: leaves.map(({ subject, parts, expiredBefore }) => ({ subject, parts, expiredBefore })),
    range,
    marks,
  });
  const breakdowns = new Set(marks.flatMap((mark) => mark.breakdowns));
  const sources = new Set(marks.flatMap((mark) => mark.sources));
  const inputs = createHash('sha256').update(text).digest('hex');
  return { ...found, organization, asOf, range, leaves, breakdowns, sources, inputs };
}
