import type { Integration } from '@songtrackpro/contracts';
import type { SystemContext } from '../notifications/index.ts';

/**
 * Tells everybody who may mend a connection that it needs them; `key` names the event, told once. Those who are restricted
 * to artists are not among them.
 */
export function tellOfAttention(
  ctx: Pick<SystemContext, 'tell'>,
  { id, provider, nextStep }: Pick<Integration, 'id' | 'provider' | 'nextStep'>,
  key: string,
): void {
  const reason = nextStep ?? 'Look at the connection.';
  ctx.tell({
    payload: { kind: 'integration_attention', integrationId: id, provider, reason },
    eventKey: `integration_attention:${id}:${key}`,
    recipients: { permission: 'integrations:write' },
  });
}
