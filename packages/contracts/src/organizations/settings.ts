import { z } from 'zod';
import { Currency } from '../core/money.ts';
import { permissions } from '../core/permissions.ts';
import { versioned } from '../core/versioned.ts';

const choices = {
  weekStart: z.enum(['monday', 'sunday', 'saturday']).describe('First day of the week in series and reports.'),
  reportCurrency: Currency.nullable().describe(
    'Currency of reports; null where it is the one that the organization plans in.',
  ),
  budgetWarningPercent: z.int().min(1).max(100).describe('Share of the budget, in percent, at which a campaign warns.'),
};

/** What an organization decided for itself, as it is answered. */
export const OrganizationChoices = z.object(choices).meta({ id: 'OrganizationSettings' });
export type OrganizationChoices = z.infer<typeof OrganizationChoices>;

/** A change of some of it; what is left out stays. */
export const OrganizationChoicesChange = z.object(choices).partial().meta({ id: 'OrganizationSettingsChange' });

const OrganizationSettingsV1 = z.strictObject({
  version: z.literal(1),
  weekStart: choices.weekStart.default('monday'),
  reportCurrency: choices.reportCurrency.default(null),
  budgetWarningPercent: choices.budgetWarningPercent.default(80),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettingsV1>;

/** The same as it is stored. */
export const OrganizationSettings = versioned<OrganizationSettings>('organization settings', 1, OrganizationSettingsV1);

const MemberPermissionsV1 = z.strictObject({
  version: z.literal(1),
  add: z.array(z.enum(permissions)).default([]),
  remove: z.array(z.enum(permissions)).default([]),
});
export type MemberPermissions = z.infer<typeof MemberPermissionsV1>;

/** What one member may do beyond or short of the role. */
export const MemberPermissions = versioned<MemberPermissions>('member permissions', 1, MemberPermissionsV1);
