import type { contract } from '@songtrackpro/contracts';
import { findOrganizationBySlug } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';

export const resolveSlug: Verb<typeof contract.organizations.resolveSlug> = async (ctx, input) => {
  const found = await findOrganizationBySlug(ctx.services.postgres, input.slug);
  if (!found) {
    throw new AppError('not_found', {
      message: 'No organization has or had this slug.',
      details: { entity: 'organization', slug: input.slug },
    });
  }
  const { slug, name, kind } = found;
  return { slug, name, kind };
};
