import type { Invitation } from '@songtrackpro/contracts';
import type { Note } from '../notifications/index.ts';

export type Told = Pick<Invitation, 'id' | 'email' | 'invitedBy' | 'expiresAt'>;

/**
 * What whoever invited is told of an invitation's end; null where a key invited, or a member who is gone. One that was
 * sent anew after it had expired can expire again.
 */
export function endOf(
  { id, email, invitedBy, expiresAt }: Told,
  state: 'accepted' | 'revoked' | 'expired',
): Note | null {
  if (invitedBy === null) return null;
  return {
    payload: { kind: 'invitation', invitationId: id, email, state },
    eventKey: `invitation:${id}:${state === 'expired' ? `expired:${expiresAt}` : state}`,
    recipients: { userIds: [invitedBy] },
  };
}
