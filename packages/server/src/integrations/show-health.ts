import type { contract, IntegrationHealth } from '@songtrackpro/contracts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadIntegration } from './load.ts';
import { readSyncHealth } from './sync/index.ts';

export async function healthOf({ tx, now }: Pick<Context, 'tx' | 'now'>, id: string): Promise<IntegrationHealth> {
  const { status, reason, nextStep } = await loadIntegration({ tx }, id);
  return { id, status, reason, nextStep, accounts: await readSyncHealth(tx, now, id) };
}

export const showHealth: Verb<typeof contract.integrations.health> = (ctx, { id }) => healthOf(ctx, id);
