import type { MemberPermissions, MemberRole } from '@songtrackpro/contracts';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { organizationMembers } from './tables.ts';

export interface NewMember {
  organizationId: string;
  userId: string;
  role: MemberRole;
  permissions?: MemberPermissions;
}

/** Makes a person a member of the organization that the transaction runs as. */
export async function insertMember(tx: TenantTransaction, input: NewMember): Promise<void> {
  await tx.insert(organizationMembers).values(input).catch(rethrowConstraint);
}
