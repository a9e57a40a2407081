import type { contract, OrganizationIdentity } from '@songtrackpro/contracts';
import type { z } from 'zod';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadOrganization } from './load.ts';

type Identity = z.input<typeof OrganizationIdentity>;

function keyOf(ctx: Context): Identity['apiKey'] {
  if (ctx.actor.kind !== 'apiKey') return null;
  const { id, name, prefix, scopes, expiresAt } = ctx.actor.apiKey;
  return { id, name, prefix, scopes, expiresAt };
}

function memberOf({ actor }: Context): Identity['member'] {
  if (actor.kind !== 'user' || actor.member === null) return null;
  const { role, artistIds } = actor.member;
  return { userId: actor.user.id, role, artistIds };
}

function supportOf({ actor }: Context): Identity['supportAccess'] {
  if (actor.kind !== 'user' || actor.support === null) return null;
  const { id, expiresAt } = actor.support;
  return { id, expiresAt };
}

export const getMe: Verb<typeof contract.organizations.me> = async (ctx) => {
  const organization = await loadOrganization(ctx);
  return {
    organization,
    apiKey: keyOf(ctx),
    member: memberOf(ctx),
    supportAccess: supportOf(ctx),
    permissions: [...ctx.permissions],
  };
};
