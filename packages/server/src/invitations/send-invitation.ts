import type { InvitationPreview } from '@songtrackpro/contracts';
import type { SentToken } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { paragraphs, tokenText } from '../core/mail-text.ts';
import { limitInvitations } from '../identity/index.ts';
import { loadOrganization } from '../organizations/index.ts';
import { hashToken, makeToken } from './token.ts';

const dayMs = 86_400_000;

/** Names are other people's text: in a mail they stay on their line. */
const onOneLine = (name: string): string => name.replaceAll(/\s+/g, ' ');

/**
 * Hands in the mail with a new token, which is sent once the transaction has committed; answers what is to be kept of it.
 *
 * @throws AppError rate_limited
 */
export async function sendInvitation(
  ctx: Context,
  { email, role }: Pick<InvitationPreview, 'email' | 'role'>,
  days: number,
): Promise<SentToken> {
  await limitInvitations(ctx, email);
  const { services, actor, now, tx } = ctx;
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + days * dayMs);
  const organization = onOneLine((await loadOrganization(ctx)).name);
  const inviter = actor.kind === 'user' ? onOneLine(actor.user.name) : null;
  const mail = {
    to: email,
    subject: `Invitation to ${organization}`,
    text: paragraphs(
      `${inviter ?? 'Somebody'} invites you to work for “${organization}” in SongTrackPro, as ${role}.`,
      `Accept until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, with your account or with a new one:`,
      tokenText(services.signIn, 'invitation', token),
      'If you don’t know what this is about, do nothing. An earlier mail about the same invitation is void.',
    ),
  };
  await services.mailer.send(mail, tx);
  return { tokenHash: hashToken(token), expiresAt, invitedBy: actor.kind === 'user' ? actor.user.id : null };
}
