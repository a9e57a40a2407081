import { z } from 'zod';
import { Currency } from '../core/money.ts';
import { permissions } from '../core/permissions.ts';
import { versioned } from '../core/versioned.ts';

const OrganizationSettingsV1 = z.strictObject({
  version: z.literal(1),
  /** First day of the week in series and reports. */
  weekStart: z.enum(['monday', 'sunday', 'saturday']).default('monday'),
  /** Currency of reports, where it is not the one that the organization plans in. */
  reportCurrency: Currency.nullable().default(null),
  /** Share of the budget, in percent, at which a campaign warns. */
  budgetWarningPercent: z.int().min(1).max(100).default(80),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettingsV1>;

/** What an organization decided for itself. */
export const OrganizationSettings = versioned<OrganizationSettings>('organization settings', 1, OrganizationSettingsV1);

const MemberPermissionsV1 = z.strictObject({
  version: z.literal(1),
  add: z.array(z.enum(permissions)).default([]),
  remove: z.array(z.enum(permissions)).default([]),
});
export type MemberPermissions = z.infer<typeof MemberPermissionsV1>;

/** What one member may do beyond or short of the role. */
export const MemberPermissions = versioned<MemberPermissions>('member permissions', 1, MemberPermissionsV1);
