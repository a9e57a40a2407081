import { type contract, eventRowLimit, longestDailyDays, longestHourlyDays } from '@songtrackpro/contracts';
import { countedUntil, countNames, findCountedTracks, findSubjectNames, readRollups } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { daysIn, totalValues } from '../metrics/index.ts';

const dayMs = 86_400_000;

type Input = Parameters<Verb<typeof contract.events.counts>>[1];

function refuseTooLong({ from, to, interval }: Input): void {
  const longest = interval === 'hour' ? longestHourlyDays : longestDailyDays;
  if (daysIn({ from, to }) <= longest) return;
  const message = `Ask for at most ${longest} days at once${interval === 'hour' ? ' by hour' : ''}.`;
  throw new AppError('invalid_input', { message });
}

/** Refuses what the caller can't see; ids of others are simply not there. */
async function ofOwn(ctx: Context, kind: 'track' | 'campaign', id: string | undefined): Promise<void> {
  if (id === undefined || (await findSubjectNames(ctx.tx, kind, [id])).has(id)) return;
  throw new AppError('not_found', { details: { entity: kind, id } });
}

export const countEvents: Verb<typeof contract.events.counts> = async (ctx, input) => {
  refuseTooLong(input);
  await ofOwn(ctx, 'track', input.trackId);
  await ofOwn(ctx, 'campaign', input.campaignId);
  const { db } = ctx.services.documents;
  const range = {
    granularity: input.interval === 'hour' ? ('hour' as const) : ('day' as const),
    from: new Date(`${input.from}T00:00:00Z`),
    to: new Date(Date.parse(`${input.to}T00:00:00Z`) + dayMs),
    campaignId: input.campaignId,
  };
  // Asked before the numbers: a batch that is counted in between is then named without need, never left out.
  const uncounted = await countedUntil(db, ctx.organizationId);
  // A member who is restricted to some artists sees the events of their tracks alone.
  const trackIds =
    input.trackId === undefined
      ? [...(await findSubjectNames(ctx.tx, 'track', await findCountedTracks(db, ctx.organizationId, range))).keys()]
      : [input.trackId];
  const { groupBy, interval } = input;
  const limit = eventRowLimit + 1;
  const rows = await readRollups(db, ctx.organizationId, {
    ...range,
    trackIds,
    byTime: interval !== 'all',
    groupBy,
    limit,
  });
  if (rows.length === limit) {
    throw new AppError('invalid_input', { message: `Ask for fewer rows: the answer has more than ${eventRowLimit}.` });
  }
  const sums = rows.map((row) =>
    Object.fromEntries(countNames.filter((name) => name !== 'playtimeMs').map((name) => [name, row[name]])),
  );
  return {
    rows: rows.map((row) => ({ ...row, start: row.start?.toISOString() ?? null })),
    totals: totalValues(sums),
    uncountedSince: uncounted?.toISOString() ?? null,
  };
};
