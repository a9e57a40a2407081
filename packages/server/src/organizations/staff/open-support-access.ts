import type { contract, Organization, SupportAccess } from '@songtrackpro/contracts';
import { findMember, insertSupportAccess, listOwners } from '@songtrackpro/db';
import type { Context, UserActor } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadOrganization } from '../load.ts';

/** Mails of the transaction: an access that nobody was told of does not come about. */
async function tellOwners(
  { services, tx }: Pick<Context, 'services' | 'tx'>,
  { user }: UserActor,
  { name }: Organization,
  { id, reason, expiresAt }: SupportAccess,
): Promise<void> {
  for (const userId of await listOwners(tx)) {
    const owner = await findMember(tx, userId);
    if (!owner) continue;
    const text = [
      `${user.name} <${user.email}>, who runs this installation of SongTrackPro, may read in “${name}” until ${expiresAt}, and change nothing.`,
      `Reason: ${reason}`,
      `Everything that is read stands in the audit of your organization under ${id}. You can end the access at once: organizations.endSupportAccess.`,
    ];
    const mail = { to: owner.email, subject: 'Support looks into your organization', text: `${text.join('\n\n')}\n` };
    await services.mailer.send(mail, tx);
  }
}

export const openSupportAccess: Verb<typeof contract.organizations.openSupportAccess> = (ctx, input) => {
  const { id: organizationId, reason, minutes } = input;
  return ctx.inOrganization(organizationId, async (inner) => {
    const organization = await loadOrganization(inner);
    const staffId = ctx.actor.user.id;
    const access = await insertSupportAccess(inner.tx, { organizationId, staffId, reason, minutes });
    await tellOwners(inner, ctx.actor, organization, access);
    inner.audit({ resource: { kind: 'supportAccess', id: access.id }, before: null, after: access });
    return access;
  });
};
