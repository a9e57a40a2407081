import {
  type ApiUsage,
  type contract,
  type ErrorCode,
  errorCatalogue,
  longestUsageDays,
} from '@songtrackpro/contracts';
import { readApiUsage, type UsageGrouping, type UsageTotals } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { latencyOf } from './latency.ts';

const dayMs = 86_400_000;

function rangeOf(input: { from?: string | undefined; to?: string | undefined }, now: Date): { from: Date; to: Date } {
  const to = input.to === undefined ? now : new Date(input.to);
  const from = input.from === undefined ? new Date(to.getTime() - dayMs) : new Date(input.from);
  if (to.getTime() - from.getTime() > longestUsageDays * dayMs) {
    throw new AppError('invalid_input', { message: `Ask for at most ${longestUsageDays} days at once.` });
  }
  return { from, to };
}

const classOf = (code: string): number => {
  if (code === 'ok') return 2;
  return Object.hasOwn(errorCatalogue, code) ? Math.floor(errorCatalogue[code as ErrorCode].status / 100) : 5;
};

function toApiUsage(groupBy: UsageGrouping, { group, durations, ...totals }: UsageTotals): ApiUsage {
  const ofClass = (wanted: number) =>
    Object.entries(totals.outcomes).reduce((sum, [code, calls]) => sum + (classOf(code) === wanted ? calls : 0), 0);
  return {
    apiKeyId: groupBy === 'apiKey' ? group : null,
    procedure: groupBy === 'procedure' ? group : null,
    day: groupBy === 'day' ? group : null,
    ...totals,
    succeeded: ofClass(2),
    refused: ofClass(4),
    failed: ofClass(5),
    latencyMs: { p50: latencyOf(durations, 0.5), p95: latencyOf(durations, 0.95), p99: latencyOf(durations, 0.99) },
  };
}

export const readUsage: Verb<typeof contract.apiKeys.usage> = (ctx, input) => {
  const { groupBy, apiKeyId, procedure } = input;
  const query = { ...rangeOf(input, ctx.now), groupBy, apiKeyId, route: procedure };
  return readPage(ctx, input, async (request) => {
    const page = await readApiUsage(ctx.services.documents.db, ctx.organizationId, { ...request, ...query });
    return { items: page.items.map((totals) => toApiUsage(groupBy, totals)), next: page.next };
  });
};
