import type { Organization } from '@songtrackpro/contracts';
import { findOrganization } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

type InOrganization = Pick<Context, 'tx' | 'organizationId'>;

export const noSuchOrganization = (id: string) =>
  new AppError('not_found', { message: 'There is no such organization.', details: { entity: 'organization', id } });

/** The organization that the transaction runs as, or `not_found`: a person may name any. */
export async function loadOrganization(ctx: InOrganization): Promise<Organization> {
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw noSuchOrganization(ctx.organizationId);
  return organization;
}
