import type { PlatformChange } from '@songtrackpro/contracts';
import {
  claimChange,
  findChange,
  findConnectedAccount,
  listDueChanges,
  type StoredChange,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { leaseMs, metaFor, noteEnd, toFault, workMs } from '../../integrations/index.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { askPlatform } from './ask-platform.ts';
import { toChangeAnswer } from './change-answer.ts';
import { keepDone, keepFault } from './keep-outcome.ts';

/** Asks the platform for a change that this process has claimed, and keeps what came of it. */
async function tryChange(services: Services, organizationId: string, change: StoredChange): Promise<void> {
  const signal = AbortSignal.timeout(workMs);
  const account = await withTenant(services.postgres, { organizationId }, (tx) =>
    findConnectedAccount(tx, change.adAccountId),
  );
  try {
    const externalId = await askPlatform(
      metaFor(services, organizationId, account, { waits: 'brief', signal }),
      change,
    );
    await inSystemCall(services, organizationId, (ctx) => keepDone(ctx, change, externalId));
  } catch (error) {
    const fault = toFault(error, signal);
    await inSystemCall(services, organizationId, (ctx) => keepFault(ctx, change, fault));
    await noteEnd(services, organizationId, account?.integrationId ?? null, fault);
  }
}

/**
 * Tries a change whose record has just been committed, and answers how it stands. Whatever happens here, the record is there
 * for `tendPlatformChanges`.
 */
export async function carryOut(services: Services, organizationId: string, id: string): Promise<PlatformChange> {
  const read = () => withTenant(services.postgres, { organizationId }, (tx) => findChange(tx, id), { readOnly: true });
  const change = await read();
  if (!change) throw new Error('a change that was recorded is gone');
  try {
    await tryChange(services, organizationId, change);
  } catch (error) {
    services.log.error({ platformChangeId: id, err: error }, 'a change at the platform was not carried out');
  }
  return toChangeAnswer((await read()) ?? change);
}

/** The end of a claim that begins now. */
export const claimUntil = (now: Date): Date => new Date(now.getTime() + leaseMs);

/**
 * One round over all organizations: what is open and due, and what a process that died left behind. What fails doesn't keep
 * the rest waiting; any round may run twice at once.
 */
export async function tendPlatformChanges(services: Services, stopped: () => boolean): Promise<{ tried: number }> {
  const { postgres, clock, log } = services;
  let tried = 0;
  for (const { id, organizationId } of await listDueChanges(postgres, clock())) {
    if (stopped()) break;
    try {
      const now = clock();
      const claim = { now, tryingUntil: claimUntil(now) };
      const change = await withTenant(postgres, { organizationId }, (tx) => claimChange(tx, id, claim));
      if (!change) continue;
      tried += 1;
      await tryChange(services, organizationId, change);
    } catch (error) {
      log.error({ platformChangeId: id, err: error }, 'a change at the platform was not carried out');
    }
  }
  return { tried };
}
