import { compareDecimals, type contract } from '@songtrackpro/contracts';
import { type DayRate, findFxRates, lockSubjects, writeFxRates } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { readRateTable } from './read-table.ts';

const keyOf = ({ date, currency }: DayRate) => `${date} ${currency}`;
const shownConflicts = 10;

export const importFxRates: Verb<typeof contract.fxRates.import> = async (ctx, { csv, replace }) => {
  const rates = readRateTable(csv);
  const days = rates.map(({ date }) => date).sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const currencies = [...new Set(rates.map(({ currency }) => currency))].sort();
  // Two imports at once would each take the other's day for a missing one.
  await lockSubjects(ctx.tx, ctx.organizationId);
  const known = new Map((await findFxRates(ctx.tx, currencies, { from, to })).map((rate) => [keyOf(rate), rate.rate]));
  const created = rates.filter((rate) => !known.has(keyOf(rate)));
  const different = rates.filter((rate) => compareDecimals(known.get(keyOf(rate)) ?? rate.rate, rate.rate) !== 0);
  if (different.length > 0 && !replace) {
    throw new AppError('conflict', {
      message:
        'Another rate is stored for some of these days. Nothing was imported; send `replace` to take the new ones.',
      details: {
        different: different.length,
        rates: different.slice(0, shownConflicts).map((rate) => ({ ...rate, stored: known.get(keyOf(rate)) })),
      },
    });
  }
  await writeFxRates(ctx.tx, ctx.organizationId, [...created, ...different]);
  const counts = { created: created.length, replaced: different.length };
  const before = different.map((rate) => ({ ...rate, rate: known.get(keyOf(rate)) }));
  ctx.audit({
    resource: { kind: 'organization', id: ctx.organizationId },
    before: different.length === 0 ? null : { replacedRates: before.slice(0, shownConflicts) },
    after: { ...counts, currencies, from, to },
  });
  return { ...counts, unchanged: rates.length - created.length - different.length, currencies, from, to };
};
