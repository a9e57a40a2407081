import { clockSkewMs, type contract, type FactRefusal, type PushedFact } from '@songtrackpro/contracts';
import { findSubjectNames, findTracks, type LedgerFact, lockPushes, pushFacts, statementId } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { idOf } from '../core/run-verb.ts';

const dayMs = 86_400_000;
/** No zone's day begins earlier than 14 hours before that of UTC. */
const earliestDayMs = 14 * 3_600_000;
/** Plays made offline are counted for so long. */
const settledAfterDays = 30;

type Links = LedgerFact['links'];
const noLinks: Links = { campaignId: null, trackId: null, artistId: null, accountId: null };

/** Links of the subjects that the caller may see, by id; a foreign one is simply not there. */
async function findLinks({ tx }: Context, facts: readonly PushedFact[]): Promise<Map<string, Links>> {
  const idsOf = (kind: PushedFact['subjectKind']) => [
    ...new Set(facts.flatMap(({ subjectKind, subjectId }) => (subjectKind === kind ? [subjectId] : []))),
  ];
  const artists = await findSubjectNames(tx, 'artist', idsOf('artist'));
  const campaigns = await findSubjectNames(tx, 'campaign', idsOf('campaign'));
  const tracks = await findTracks(tx, idsOf('track'));
  return new Map<string, Links>([
    ...[...artists.keys()].map((id) => [`artist ${id}`, { ...noLinks, artistId: id }] as const),
    ...[...campaigns.keys()].map((id) => [`campaign ${id}`, { ...noLinks, campaignId: id }] as const),
    ...tracks.map(({ id, artistId }) => [`track ${id}`, { ...noLinks, trackId: id, artistId }] as const),
  ]);
}

function toLedgerFact(ctx: Context, fact: PushedFact, links: Links): LedgerFact {
  const { subjectKind, subjectId, date, values, zone = 'UTC', currency = null } = fact;
  const observedAt = new Date(fact.observedAt);
  const settled = observedAt.getTime() - (Date.parse(`${date}T00:00:00Z`) + dayMs) >= settledAfterDays * dayMs;
  return {
    key: {
      subject: { kind: subjectKind, id: subjectId },
      granularity: 'day',
      date,
      periodEnd: null,
      source: 'push',
      breakdown: {},
      attribution: null,
    },
    links,
    zone,
    currency,
    statement: {
      recordedAt: ctx.now,
      observedAt,
      state: settled ? 'final' : 'provisional',
      values,
      reasons: Object.fromEntries(
        Object.entries(values).flatMap(([id, value]) => (value === null ? [[id, 'unavailable']] : [])),
      ),
      labels: { requestId: ctx.requestId },
      rows: 1,
      // Values in any order are the same words.
      origin: { kind: 'push', importId: statementId(canonical(fact)), fileName: 'push', by: idOf(ctx.actor) || null },
    },
  };
}

const canonical = ({ values, ...rest }: PushedFact): string =>
  JSON.stringify([rest, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]);

function judge(ctx: Context, fact: PushedFact, links: ReadonlyMap<string, Links>): LedgerFact | FactRefusal {
  const [now, begins] = [ctx.now.getTime(), Date.parse(`${fact.date}T00:00:00Z`) - earliestDayMs];
  if (Date.parse(fact.observedAt) > now + clockSkewMs || begins > now) return 'in_the_future';
  const own = links.get(`${fact.subjectKind} ${fact.subjectId}`);
  return own ? toLedgerFact(ctx, fact, own) : 'unknown_subject';
}

export const pushMetrics: Verb<typeof contract.metrics.push> = async (ctx, { facts }) => {
  const links = await findLinks(ctx, facts);
  const judged = facts.map((fact, index) => ({ index, verdict: judge(ctx, fact, links) }));
  const accepted = judged.flatMap(({ index, verdict }) => (typeof verdict === 'string' ? [] : [{ index, verdict }]));
  await lockPushes(ctx.tx, ctx.organizationId);
  const outcomes = await pushFacts(
    ctx.services.documents.db,
    ctx.organizationId,
    accepted.map(({ verdict }) => verdict),
  );
  const conflicts = new Set(accepted.flatMap(({ index }, at) => (outcomes[at] === 'conflict' ? [index] : [])));
  const refused = judged.flatMap(({ index, verdict }): { index: number; reason: FactRefusal }[] => {
    if (typeof verdict === 'string') return [{ index, reason: verdict }];
    return conflicts.has(index) ? [{ index, reason: 'conflict' }] : [];
  });
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  const receipt = { recorded: count('recorded'), repeated: count('repeated') };
  ctx.audit({
    resource: { kind: 'organization', id: ctx.organizationId },
    before: null,
    after: { recordedFacts: receipt.recorded, repeatedFacts: receipt.repeated, refusedFacts: refused.length },
  });
  return { ...receipt, refused };
};
