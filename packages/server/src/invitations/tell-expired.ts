import { listExpiredInvitations, listOrganizationsWithExpired } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { inSystemCall } from '../notifications/index.ts';
import { endOf } from './tell-inviter.ts';

/** How far a round looks back: what expired while no process ran for longer isn't told any more. */
const lookBackMs = 7 * 86_400_000;

/** Tells those who invited of invitations that have expired, each once however often it runs. */
export async function tellExpiredInvitations(services: Services, isStopped: () => boolean): Promise<void> {
  const until = services.clock();
  const between = { after: new Date(until.getTime() - lookBackMs), until };
  for (const organizationId of await listOrganizationsWithExpired(services.postgres, between)) {
    if (isStopped()) return;
    try {
      await inSystemCall(services, organizationId, async (ctx) => {
        for (const invitation of await listExpiredInvitations(ctx.tx, between)) {
          const note = endOf(invitation, 'expired');
          if (note) ctx.tell(note);
        }
      });
    } catch (error) {
      services.log.error({ organizationId, err: error }, 'expired invitations were not told of');
    }
  }
}
