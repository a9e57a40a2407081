import {
  calculatedMetrics,
  isReportedMetric,
  isSalesMetric,
  isStreamingMetric,
  type MetricId,
  type ReportedMetricId,
  type SeriesInput,
  type SeriesSubject,
  type SubjectKind,
} from '@songtrackpro/contracts';
import {
  findAdParts,
  findCampaign,
  findCampaignsOf,
  findExpiredBefore,
  findMergeEnds,
  findStatedSubjects,
  findSubjectNames,
  findTracks,
} from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { readLinks } from '../read-links.ts';
import { partsOf } from '../read-series.ts';
import type { Family, Leaf, NamedSubject } from './leaf.ts';

/** Subjects that one call reads. */
const mostLeaves = 1000;

type Found = Pick<Leaf, 'family' | 'of' | 'subject' | 'members'>;
interface Question {
  of: SeriesSubject;
  families: ReadonlySet<Family>;
  groupBy: readonly string[];
  asOf: Date | null;
}

export function familyOf(id: ReportedMetricId): Family {
  if (isSalesMetric(id)) return 'sales';
  return isStreamingMetric(id) ? 'streaming' : 'ads';
}

export function familiesOf(metrics: readonly MetricId[]): Set<Family> {
  const reported = metrics.flatMap((id) => {
    if (isReportedMetric(id)) return [id];
    const { numerator, denominator } = calculatedMetrics[id];
    return [...numerator, denominator];
  });
  return new Set(reported.map(familyOf));
}

const tooMany = () =>
  new AppError('invalid_input', {
    message: `This concerns more than ${mostLeaves} subjects. Ask for fewer, or with another \`groupBy\`.`,
  });

async function nameOf(ctx: ReadContext, kind: SubjectKind, id: string): Promise<NamedSubject> {
  const name = (await findSubjectNames(ctx.tx, kind, [id])).get(id);
  if (name === undefined) throw new AppError('not_found', { details: { entity: kind, id } });
  return { kind, id, name };
}

/** All of a kind of which anything was stated, as far as the caller may see them; those merged away as what they are now. */
async function statedOf(
  ctx: ReadContext,
  kind: SubjectKind,
  asOf: Date | null,
  ledger?: 'sales_metrics',
): Promise<NamedSubject[]> {
  const ids = await findStatedSubjects(ctx.services.documents.db, ctx.organizationId, kind, ledger);
  const merges = kind === 'artist' || kind === 'track';
  const ends = merges ? [...new Set((await findMergeEnds(ctx.tx, kind, ids, asOf)).values())] : ids;
  const names = await findSubjectNames(ctx.tx, kind, ends);
  return [...names].map(([id, name]) => ({ kind, id, name }));
}

async function campaignsOf(
  ctx: ReadContext,
  { of, asOf }: Question,
  subject: NamedSubject | null,
): Promise<NamedSubject[]> {
  if (subject?.kind === 'campaign') return [subject];
  if (subject === null) return statedOf(ctx, 'campaign', asOf);
  if (subject.kind !== 'adAccount' && subject.kind !== 'artist' && subject.kind !== 'track') return [];
  const found = await findCampaignsOf(ctx.tx, subject.kind, of.id, mostLeaves + 1);
  return found.map((campaign) => ({ kind: 'campaign', ...campaign }));
}

/** Whose ad numbers stand for a subject: its own, or those of its campaigns, or of their ad sets or ads. */
async function adSubjects(ctx: ReadContext, question: Question, subject: NamedSubject | null): Promise<Found[]> {
  const { of, groupBy } = question;
  const own = subject === null ? {} : { [subject.kind]: subject.id };
  const finer = (['ad', 'adSet'] as const).find((kind) => groupBy.includes(kind));
  const alone =
    subject?.kind === 'adSet' ||
    subject?.kind === 'ad' ||
    (subject?.kind === 'adAccount' && finer === undefined && !groupBy.includes('campaign'));
  if (alone && subject) return [{ family: 'ads', of, subject, members: own }];
  if (finer) {
    const ids = subject === null ? null : (await campaignsOf(ctx, question, subject)).map(({ id }) => id);
    return (await findAdParts(ctx.tx, finer, ids, mostLeaves + 1)).map(({ id, name, campaignId }) => ({
      family: 'ads',
      of,
      subject: { kind: finer, id, name },
      members: { ...own, ...(campaignId !== null && { campaign: campaignId }), [finer]: id },
    }));
  }
  return (await campaignsOf(ctx, question, subject)).map((campaign) => ({
    family: 'ads',
    of,
    subject: campaign,
    members: { ...own, campaign: campaign.id },
  }));
}

/** Whose streams stand for a subject: its own; of a campaign those of its track, else of its artist. */
async function streamSubjects(ctx: ReadContext, question: Question, subject: NamedSubject | null): Promise<Found[]> {
  const { of, groupBy, asOf } = question;
  const family = 'streaming';
  if (subject === null) {
    const kind = groupBy.includes('track') ? 'track' : 'artist';
    return (await statedOf(ctx, kind, asOf)).map((found) => ({
      family,
      of,
      subject: found,
      members: { [kind]: found.id },
    }));
  }
  if (subject.kind === 'artist' || subject.kind === 'track')
    return [{ family, of, subject, members: { [subject.kind]: subject.id } }];
  if (subject.kind !== 'campaign') return [];
  // A deleted campaign keeps its own numbers and is linked to nothing.
  const campaign = await findCampaign(ctx.tx, subject.id);
  if (!campaign) return [];
  const { artist, track } = await readLinks(ctx, campaign, asOf);
  const linked: NamedSubject | null = track
    ? { kind: 'track', id: track.id, name: track.title }
    : artist && { kind: 'artist', id: artist.id, name: artist.name };
  return linked ? [{ family, of, subject: linked, members: { campaign: subject.id, [linked.kind]: linked.id } }] : [];
}

/** Whose sales stand for a subject: a track's its own; an artist's are those of the tracks, and what is stated of the artist. */
async function salesSubjects(ctx: ReadContext, { of, asOf }: Question, subject: NamedSubject | null): Promise<Found[]> {
  const family = 'sales';
  if (subject?.kind === 'track') return [{ family, of, subject, members: { track: subject.id } }];
  if (subject !== null && subject.kind !== 'artist') return [];
  const sold = await statedOf(ctx, 'track', asOf, 'sales_metrics');
  const tracks = await findTracks(
    ctx.tx,
    sold.map(({ id }) => id),
  );
  const artists = new Map(tracks.map(({ id, artistId }) => [id, artistId]));
  const ofTracks = sold.flatMap((track): Found[] => {
    const artist = artists.get(track.id);
    if (subject && artist !== subject.id) return [];
    return [{ family, of, subject: track, members: { track: track.id, ...(artist !== undefined && { artist }) } }];
  });
  const own = subject ? [subject] : await statedOf(ctx, 'artist', asOf, 'sales_metrics');
  return [
    ...ofTracks,
    ...own.map((artist): Found => ({ family, of, subject: artist, members: { artist: artist.id } })),
  ];
}

async function toLeaf(ctx: ReadContext, found: Found, from: string, asOf: Date | null): Promise<Leaf> {
  const { db } = ctx.services.documents;
  const { subject } = found;
  const parts = (await partsOf(ctx, { subject, asOf })).map(({ id }) => id);
  const expiries = await Promise.all(
    parts.map((id) => {
      const part = { subject: { kind: subject.kind, id }, granularity: 'day', from } as const;
      return findExpiredBefore(db, ctx.organizationId, part, ctx.now);
    }),
  );
  return { ...found, parts, expiredBefore: expiries.find((day) => day !== null) ?? null };
}

/** Whose facts a series is made of. A subject that isn't the organization's own isn't found. */
export async function resolveSubjects(
  ctx: ReadContext,
  input: Pick<SeriesInput, 'subjects' | 'metrics' | 'groupBy' | 'from'>,
  asOf: Date | null,
): Promise<Leaf[]> {
  const families = familiesOf(input.metrics);
  const found: Found[] = [];
  for (const of of input.subjects) {
    const question = { of, families, groupBy: input.groupBy, asOf };
    if (of.kind === 'organization' && of.id !== ctx.organizationId) {
      throw new AppError('not_found', { details: { entity: 'organization', id: of.id } });
    }
    const subject = of.kind === 'organization' ? null : await nameOf(ctx, of.kind, of.id);
    if (families.has('ads')) found.push(...(await adSubjects(ctx, question, subject)));
    if (families.has('streaming')) found.push(...(await streamSubjects(ctx, question, subject)));
    if (families.has('sales')) found.push(...(await salesSubjects(ctx, question, subject)));
    if (found.length > mostLeaves) throw tooMany();
  }
  const leaves: Leaf[] = [];
  for (const one of found) leaves.push(await toLeaf(ctx, one, input.from, asOf));
  return leaves;
}
