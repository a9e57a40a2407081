import { addDays } from '@songtrackpro/contracts';
import {
  claimSync,
  type DueSync,
  findSync,
  type SyncRecord,
  type SyncStep,
  updateAdAccount,
  updateSync,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { ProviderError } from '../../providers/index.ts';
import { readAdTree } from './ad-objects.ts';
import { faultStep } from './fault.ts';
import { syncAudiences } from './platform-audiences.ts';
import { type Pulled, pullStretch } from './pull-stretch.ts';
import { type SyncDependencies, SyncRun } from './run.ts';
import { partsOfDay, seriesKey, syncedSeries } from './series.ts';
import { type Days, oldestDay, openDays, settledAfterDays, stretchDays, stretches } from './window.ts';

/**
 * How a try ended. `busy`: another process is at it; `not_due`: it waits, or its account has no connection; `stopped`: the
 * process ends and the next one goes on.
 */
export type SyncOutcome = 'done' | 'busy' | 'not_due' | 'stopped' | 'throttled' | 'failed';

const countsOf = ({ rows, facts, changed, inserted, withdrawn, reconciled }: Pulled): NonNullable<SyncStep['add']> => ({
  rowsRead: rows,
  factsChanged: changed + withdrawn,
  factsCompared: facts - inserted + withdrawn,
  factsRestated: changed - inserted + withdrawn,
  unreconciled: reconciled ? 0 : 1,
});

/** How many rows a day of a series has, about. */
function rowsOfDay(run: SyncRun, series: (typeof syncedSeries)[number]): number {
  const { campaign, adSet, ad } = run.ids;
  const subjects = { account: 1, campaign: campaign.size, adset: adSet.size, ad: ad.size }[series.level];
  return subjects * partsOfDay(series);
}

/** What the platform says of the account now. Where its money or days became others, everything is asked for anew. */
async function openAccount(run: SyncRun, { account }: SyncRecord): Promise<void> {
  const { name, currency, timezone_name: timeZone } = await run.deps.meta.getAdAccount(run.access);
  const differs = (known: string | null, now: string) => known !== null && known !== now;
  run.renewed = differs(account.currency, currency) || differs(account.timeZone, timeZone);
  run.useAccount(timeZone, currency);
  const { organizationId, accountId } = run;
  await withTenant(run.services.postgres, { organizationId }, async (tx) => {
    // With the plan, in one step: a process that dies in between must not forget that it has to begin anew.
    if (run.renewed) await updateSync(tx, accountId, { backFillFrom: null, backFillUntil: null, settledThrough: null });
    await updateAdAccount(tx, accountId, { name: name || account.name, currency, timeZone });
  });
  await run.useTree(await readAdTree(run.deps.meta, run.access));
}

/** The days that are fetched once: from the first campaign on, as far back as Meta answers, up to those still open. */
function planBackFill(run: SyncRun): Days {
  const created = run.tree.campaigns.flatMap(({ created_time, start_time }) =>
    [created_time, start_time].flatMap((time) => (time === undefined ? [] : [time.slice(0, 10)])),
  );
  const first = created.toSorted()[0] ?? run.today;
  // A day to spare: the platform's stamps are of a zone of their own.
  const [, since = run.today] = [addDays(first, -1), oldestDay(run.today)].toSorted();
  return { since, until: addDays(run.today, -settledAfterDays - 1) };
}

async function syncOpenDays(run: SyncRun, open: Days): Promise<void> {
  for (const series of syncedSeries) {
    for (const days of stretches(open, stretchDays(rowsOfDay(run, series)))) {
      run.access.signal?.throwIfAborted();
      await run.step({ add: countsOf(await pullStretch(run, { ...series, ...days })) });
    }
  }
  await run.step({ settledThrough: addDays(run.today, -settledAfterDays) });
}

/** Goes back from where each series has got to; what was under way when a process died is simply fetched again. */
async function backFill(run: SyncRun, plan: Days, cursors: Record<string, string>): Promise<void> {
  const reached = { ...cursors };
  for (const series of syncedSeries) {
    const key = seriesKey(series);
    const until = reached[key] === undefined ? plan.until : addDays(reached[key], -1);
    for (const days of stretches({ since: plan.since, until }, stretchDays(rowsOfDay(run, series)))) {
      run.access.signal?.throwIfAborted();
      const pulled = await pullStretch(run, { ...series, ...days });
      reached[key] = days.since;
      await run.step({ backFillCursors: reached, add: countsOf(pulled) });
    }
  }
}

interface Progress {
  plan: Days;
  cursors: Record<string, string>;
  settledThrough: string;
}

/** How far an earlier sync has got, or a new plan. */
async function progressOf(run: SyncRun, record: SyncRecord): Promise<Progress> {
  const { backFillFrom: since, backFillUntil: until, backFillCursors: cursors, settledThrough } = record;
  if (!run.renewed && since !== null && until !== null && settledThrough !== null)
    return { plan: { since, until }, cursors, settledThrough };
  const plan = planBackFill(run);
  const from = { backFillFrom: plan.since, backFillUntil: plan.until, backFillCursors: {} };
  await run.step({ ...from, settledThrough: plan.until });
  return { plan, cursors: {}, settledThrough: plan.until };
}

async function work(run: SyncRun, record: SyncRecord): Promise<void> {
  await openAccount(run, record);
  const { plan, cursors, settledThrough } = await progressOf(run, record);
  await syncOpenDays(run, openDays(run.today, settledThrough));
  await backFill(run, plan, cursors);
  await syncAudiences(run);
}

/** How old the numbers of a connected account may get. */
export const againAfterMs = 4 * 3_600_000;

/** A job may come late or twice: whether there is work stands in the row. */
function isDue({ status, waitUntil, succeededAt }: SyncRecord, now: Date): boolean {
  if (waitUntil !== null && new Date(waitUntil) > now) return false;
  if (status === 'failed') return waitUntil !== null;
  return status !== 'idle' || succeededAt === null || now.getTime() - Date.parse(succeededAt) >= againAfterMs;
}

/** Whether it can be synced at all: chosen under a connection of Meta's that holds. */
function isConnected({ integration, account }: SyncRecord): boolean {
  if (integration?.provider !== 'meta' || account.externalId === null) return false;
  return integration.status === 'connected' || integration.status === 'error';
}

/** The numbers of an ad account, as far as they are missing or may have changed; one process at a time. */
export async function syncAdAccount(
  services: Services,
  deps: SyncDependencies,
  { organizationId, adAccountId }: DueSync,
  signal?: AbortSignal,
): Promise<SyncOutcome> {
  const claim = await claimSync(services.postgres, adAccountId);
  if (!claim) return 'busy';
  try {
    // Asked for again while it ran: once more, with what is known now.
    for (;;) {
      const outcome = await attempt(services, deps, { organizationId, adAccountId }, signal);
      if (outcome.ended !== 'done' || !outcome.again) return outcome.ended;
    }
  } finally {
    await claim.release();
  }
}

async function attempt(
  services: Services,
  deps: SyncDependencies,
  { organizationId, adAccountId }: DueSync,
  signal: AbortSignal | undefined,
): Promise<{ ended: SyncOutcome; again: boolean }> {
  const begun = services.clock();
  const record = await withTenant(services.postgres, { organizationId }, async (tx) => {
    const found = await findSync(tx, adAccountId);
    if (!found || !isConnected(found) || !isDue(found, begun)) return null;
    await updateSync(tx, adAccountId, { status: 'running', startedAt: begun.toISOString(), waitUntil: null });
    return found;
  });
  if (!record?.integration) return { ended: 'not_due', again: false };
  const run = new SyncRun(services, deps, record, signal);
  const connection = { organizationId, integrationId: record.integration.id };
  const gauges = () =>
    deps.meta.usageOf(run.access.account ?? '').map(({ limit, percent, regainMs }) => ({ limit, percent, regainMs }));
  try {
    await work(run, record);
  } catch (error) {
    if (signal?.aborted) return { ended: 'stopped', again: false };
    const step = faultStep(error, record.fault, services.clock());
    await run.step({ ...step, gauges: gauges() });
    if (!(error instanceof ProviderError)) throw error;
    await deps.onOutcome?.(connection, error);
    return { ended: step.status === 'throttled' ? 'throttled' : 'failed', again: false };
  }
  const again = await withTenant(services.postgres, { organizationId }, async (tx) => {
    const succeededAt = services.clock().toISOString();
    const before = await findSync(tx, adAccountId);
    const again = before !== null && new Date(before.requestedAt) > begun;
    const status = again ? 'queued' : 'idle';
    await updateSync(tx, adAccountId, { status, succeededAt, fault: null, gauges: gauges() });
    return again;
  });
  await deps.onOutcome?.(connection, null);
  return { ended: 'done', again };
}
