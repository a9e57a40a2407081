import type { contract } from '@songtrackpro/contracts';
import { findOpenInvitation, insertInvitation, isMemberAddress, revokeInvitation } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { uuidV7 } from '../core/uuid-v7.ts';
import { notify } from '../notifications/index.ts';
import { assertArtists, assertMayGive, lockTeam } from '../organizations/index.ts';
import { audited, loadInvitation } from './load.ts';
import { assertRoom } from './room.ts';
import { sendInvitation } from './send-invitation.ts';
import { endOf } from './tell-inviter.ts';

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Refuses an address that is taken care of; an invitation that has expired makes way. */
async function assertFree(ctx: Context, email: string): Promise<void> {
  if (await isMemberAddress(ctx.tx, email))
    throw new AppError('conflict', {
      message: 'Somebody with this address is a member already.',
      details: { field: 'email' },
    });
  const earlier = await findOpenInvitation(ctx.tx, email, ctx.now);
  if (earlier?.status === 'pending')
    throw new AppError('conflict', {
      message: 'This address has a pending invitation. Send that one again, or revoke it first.',
      details: { field: 'email', invitationId: earlier.id },
    });
  if (earlier === null) return;
  await revokeInvitation(ctx.tx, earlier.id, ctx.now);
  const after = audited(await loadInvitation(ctx, earlier.id));
  ctx.audit({ resource: { kind: 'invitation', id: earlier.id }, before: audited(earlier), after });
  // The round that looks for expired ones doesn't see it any more.
  const note = endOf(earlier, 'expired');
  if (note) await notify(ctx, note);
}

export const createInvitation: Verb<typeof contract.invitations.create> = async (ctx, input) => {
  const { email, role, additions = [], removals = [], artistIds = null, expiresInDays } = input;
  const access = {
    role,
    additions: unique(additions),
    removals: unique(removals),
    artistIds: artistIds && unique(artistIds),
  };
  assertMayGive(await lockTeam(ctx, 'members:write'), access);
  await assertArtists(ctx, access.artistIds);
  await assertFree(ctx, email);
  await assertRoom(ctx, 'invited');
  const sent = await sendInvitation(ctx, { email, role }, expiresInDays);
  const id = uuidV7(ctx.now);
  await insertInvitation(ctx.tx, { id, organizationId: ctx.organizationId, email, ...access, ...sent }, ctx.now);
  const invitation = await loadInvitation(ctx, id);
  ctx.audit({ resource: { kind: 'invitation', id }, before: null, after: audited(invitation) });
  return invitation;
};
