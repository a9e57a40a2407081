import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency } from '../core/money.ts';
import { Permission } from '../core/permissions.ts';
import { MemberRole } from '../core/roles.ts';
import { Instant, TimeZone } from '../core/time.ts';

export const OrganizationKind = z.enum(['artist', 'label', 'agency']).meta({ id: 'OrganizationKind' });

export const Organization = z
  .object({
    id: Id,
    name: z.string().describe('Name as shown to people.'),
    slug: z.string().describe('Unique name in addresses.'),
    kind: OrganizationKind,
    timeZone: TimeZone.describe('Zone in which this organization’s days begin.'),
    currency: Currency.describe('Currency in which this organization plans.'),
    createdAt: Instant,
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

export const OrganizationIdentity = z
  .object({
    organization: Organization,
    apiKey: z
      .object({
        id: Id,
        name: z.string(),
        prefix: z.string().describe('First characters of the key, to recognise it by.'),
        scopes: z.array(z.string()).describe('Permissions of the key.'),
        expiresAt: Instant.nullable(),
      })
      .nullable()
      .describe('The key that made the call; null where a person did.'),
    member: z
      .object({
        userId: Id,
        role: MemberRole,
        artistIds: z.array(Id).nullable().describe('Artists that the membership is restricted to; null for all.'),
      })
      .nullable()
      .describe('The membership of the person who made the call; null where a key did.'),
    permissions: z.array(Permission).describe('What the caller may do in this organization.'),
  })
  .meta({ id: 'OrganizationIdentity' });
