import type { contract, FieldFault, InsightCell, InsightDimension } from '@songtrackpro/contracts';
import { upsertInsights } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadAudience } from '../load.ts';
import { breakdownsOf, divides } from './break-down.ts';
import { addShares, exceedsWhole } from './exact-share.ts';
import { hideSmallCells } from './hide-small-cells.ts';

const cellName = ({ key }: InsightCell): string => JSON.stringify(Object.entries(key).sort());

/** What is wrong with the cells of one dimension taken together. */
function faultsOf(
  { dimension, cells }: { dimension: InsightDimension; cells: InsightCell[] },
  at: number,
): FieldFault[] {
  const path = `insights.${at}.cells`;
  const names = cells.map(cellName);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) return [{ path: `${path}.${twice}.key`, message: 'stands in an earlier cell as well' }];
  if (!divides(dimension)) return [];
  return breakdownsOf(cells)
    .filter(({ cells: group }) => exceedsWhole(addShares(group.flatMap(({ share }) => share ?? []))))
    .map(({ properties }) => ({ path, message: `by ${properties.join(' and ')} the shares sum to more than 1` }));
}

export const recordInsights: Verb<typeof contract.audiences.recordInsights> = async (ctx, { id, insights }) => {
  const audience = await loadAudience(ctx, id);
  const keys = insights.map(({ date, dimension, source }) => JSON.stringify([date, dimension, source]));
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  const fields = insights.flatMap(faultsOf);
  if (twice >= 0)
    fields.push({ path: `insights.${twice}`, message: 'says something of a day and dimension a second time' });
  if (fields.length > 0) throw new AppError('invalid_input', { details: { fields } });
  const audienceUpper = audience.size?.upper ?? null;
  let hiddenCells = 0;
  const stored = insights.map(({ cells, dimension, ...insight }) => {
    const segments = hideSmallCells(cells, { divides: divides(dimension), audienceUpper });
    hiddenCells += segments.filter(({ share, size }) => share === null && size === null).length;
    return { ...insight, dimension, segments: { version: 1 as const, segments } };
  });
  await upsertInsights(ctx.tx, { organizationId: ctx.organizationId, audienceId: id }, stored);
  const recorded = insights.map(({ date, dimension, source }) => ({ date, dimension, source }));
  ctx.audit({ resource: { kind: 'audience', id }, before: null, after: { insights: recorded } });
  return { recorded: insights.length, hiddenCells };
};
