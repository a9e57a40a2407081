import type { contract } from '@songtrackpro/contracts';
import { listInvitationsOf } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listOwnInvitations: Verb<typeof contract.invitations.listOwn> = async (ctx, input) => {
  const { services, path, now, actor } = ctx;
  // An address that nobody has proven to be theirs may be somebody else's.
  if (!actor.user.emailVerified) return { items: [], nextCursor: null };
  // The list belongs to no organization, so its cursors are bound to the person.
  const owner = { services, path, organizationId: actor.user.id };
  return readPage(owner, input, (request) =>
    listInvitationsOf(services.postgres, { ...request, email: actor.user.email, now }),
  );
};
