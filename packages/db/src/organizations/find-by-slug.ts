import type { Organization } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';

export interface SlugTarget {
  organizationId: string;
  /** The current slug; another one than was asked for where the organization was renamed, so that an address can move. */
  slug: string;
  name: string;
  kind: Organization['kind'];
}

/** The organization that a slug leads to, also one that it had before; needs no organization, as public addresses do. */
export async function findOrganizationBySlug(
  postgres: Pick<Postgres, 'app'>,
  slug: string,
): Promise<SlugTarget | null> {
  const [row] = await postgres.app<SlugTarget[]>`
    select organization_id as "organizationId", slug, name, kind from find_organization_by_slug(${slug})`;
  return row ? { ...row } : null;
}
