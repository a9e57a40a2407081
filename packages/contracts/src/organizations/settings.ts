import { z } from 'zod';
import { Currency } from '../core/money.ts';
import { permissions } from '../core/permissions.ts';
import { versioned } from '../core/versioned.ts';

const choices = {
  reportCurrency: Currency.nullable().describe(
    'Currency that series answer in where a call names none; null leaves money in the currency of its source.',
  ),
  budgetWarningPercent: z
    .int()
    .min(1)
    .max(100)
    .describe(
      '`warnPercent` of a new campaign that says none: the share of its budget, in percent, at which it warns.',
    ),
};

/** What an organization decided for itself, as it is answered. */
export const OrganizationChoices = z.object(choices).meta({ id: 'OrganizationSettings' });
export type OrganizationChoices = z.infer<typeof OrganizationChoices>;

/** A change of some of it; what is left out stays. */
export const OrganizationChoicesChange = z.object(choices).partial().meta({ id: 'OrganizationSettingsChange' });

const OrganizationSettingsV2 = z.strictObject({
  version: z.literal(2),
  reportCurrency: choices.reportCurrency.default(null),
  budgetWarningPercent: choices.budgetWarningPercent.default(80),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettingsV2>;

/** The same as it is stored. Version 1 had the first day of a week, which nothing read: weeks are those of ISO 8601. */
export const OrganizationSettings = versioned<OrganizationSettings>(
  'organization settings',
  2,
  OrganizationSettingsV2,
  { 1: ({ weekStart: _, ...kept }) => kept },
);

const MemberPermissionsV1 = z.strictObject({
  version: z.literal(1),
  add: z.array(z.enum(permissions)).default([]),
  remove: z.array(z.enum(permissions)).default([]),
});
export type MemberPermissions = z.infer<typeof MemberPermissionsV1>;

/** What one member may do beyond or short of the role. */
export const MemberPermissions = versioned<MemberPermissions>('member permissions', 1, MemberPermissionsV1);
