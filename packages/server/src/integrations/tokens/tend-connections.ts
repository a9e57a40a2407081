import { forgetConnectionAttempts, listEndingGrants, listRefreshable, lockIntegration } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { ProviderError } from '../../providers/index.ts';
import { tellOfAttention } from '../tell.ts';
import { noteFault } from './note-fault.ts';
import type { ConnectionRef } from './places.ts';
import { renewTokens } from './renew-tokens.ts';

const dayMs = 86_400_000;
/** People are told so many days before an agreement ends. */
const warnings = [7, 14] as const;

const dayText = (date: Date) => date.toISOString().slice(0, 10);

async function warn(services: Services, { organizationId, id }: ConnectionRef, endsAt: Date): Promise<void> {
  const daysLeft = (endsAt.getTime() - services.clock().getTime()) / dayMs;
  if (daysLeft <= 0) {
    const { provider } = (await inSystemCall(services, organizationId, ({ tx }) => lockIntegration(tx, id))) ?? {};
    const message = 'The time for which the person had agreed is over.';
    if (provider)
      await noteFault(
        services,
        { organizationId, id },
        new ProviderError({ provider, kind: 'expired', reason: 'grant_ended', message }),
      );
    return;
  }
  const days = warnings.find((limit) => daysLeft <= limit);
  if (days === undefined) return;
  await inSystemCall(services, organizationId, async (ctx) => {
    const connection = await lockIntegration(ctx.tx, id);
    if (!connection || (connection.status !== 'connected' && connection.status !== 'error')) return;
    const nextStep = `It ends on ${dayText(endsAt)}. Connect again before; nothing that was fetched is lost.`;
    tellOfAttention(ctx, { ...connection, nextStep }, `ends ${endsAt.toISOString()} ${days}`);
  });
}

/**
 * One round over all organizations: renews what is due, and tells people of agreements that end. What fails for one
 * connection doesn't keep the others waiting. Any round may run twice at once.
 */
export async function tendConnections(
  services: Services,
  stopped: () => boolean,
): Promise<{ renewed: number; failed: number }> {
  const { postgres, clock, log } = services;
  const outcome = { renewed: 0, failed: 0 };
  for (const of of await listRefreshable(postgres, clock())) {
    if (stopped()) return outcome;
    try {
      if (await renewTokens(services, of)) outcome.renewed += 1;
    } catch (error) {
      outcome.failed += 1;
      log.warn({ integrationId: of.id, err: error }, 'tokens were not renewed');
    }
  }
  const soon = new Date(clock().getTime() + Math.max(...warnings) * dayMs);
  for (const { endsAt, ...of } of await listEndingGrants(postgres, soon)) {
    if (stopped()) return outcome;
    await warn(services, of, endsAt).catch((error: unknown) =>
      log.error({ integrationId: of.id, err: error }, 'nobody was told of a connection that ends'),
    );
  }
  await forgetConnectionAttempts(postgres, clock());
  return outcome;
}
