import { z } from 'zod';
import { Name } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { Currency } from '../core/money.ts';
import { Permission } from '../core/permissions.ts';
import { MemberRole } from '../core/roles.ts';
import { RowVersion } from '../core/row-version.ts';
import { Instant, TimeZone } from '../core/time.ts';
import { OrganizationChoices, OrganizationChoicesChange } from './settings.ts';
import { Slug } from './slugs.ts';

export const OrganizationKind = z.enum(['artist', 'label', 'agency']).meta({ id: 'OrganizationKind' });

/** Why and since when the operator has stopped an organization. */
export const Suspension = z.object({ since: Instant, reason: z.string() }).meta({ id: 'Suspension' });
export type Suspension = z.infer<typeof Suspension>;

export const Organization = z
  .object({
    id: Id,
    name: z.string().describe('Name as shown to people.'),
    slug: z.string().describe('Unique name in addresses.'),
    kind: OrganizationKind,
    timeZone: TimeZone.describe('Zone in which this organization’s days begin.'),
    currency: Currency.describe('Currency in which this organization plans.'),
    settings: OrganizationChoices,
    ownerId: Id.nullable().describe('Person that the organization belongs to, one of its owners; null without people.'),
    suspension: Suspension.nullable().describe('Null unless the operator has stopped the organization.'),
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

export const NewOrganization = z
  .object({
    name: Name,
    slug: Slug.optional().describe('Made from the name unless given.'),
    kind: OrganizationKind,
    timeZone: TimeZone.default('UTC').describe('Zone in which this organization’s days begin.'),
    currency: Currency.default('USD').describe('Currency in which this organization plans.'),
  })
  .meta({ id: 'NewOrganization' });

export const OrganizationChange = z
  .object({
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    name: Name.optional(),
    slug: Slug.optional().describe('Addresses with the earlier slugs go on leading to the organization.'),
    kind: OrganizationKind.optional(),
    timeZone: TimeZone.optional(),
    currency: Currency.optional(),
    settings: OrganizationChoicesChange.optional().describe('What is left out stays as it was.'),
  })
  .meta({ id: 'OrganizationChange' });

/** One of a person's own organizations. */
export const OwnOrganization = z
  .object({
    organization: Organization,
    role: MemberRole,
    artistIds: z.array(Id).nullable().describe('Artists that the membership is restricted to; null for all.'),
    joinedAt: Instant,
    isHome: z.boolean().describe('Whether calls that name no organization are made in this one.'),
    restorableUntil: Instant.nullable().describe(
      'The organization was deleted, and its owner may restore it until then; null where it was not.',
    ),
  })
  .meta({ id: 'OwnOrganization' });
export type OwnOrganization = z.infer<typeof OwnOrganization>;

/** What anybody may see of an organization. */
export const PublicOrganization = z
  .object({
    slug: z.string().describe('The current slug, also where an earlier one was asked for.'),
    name: z.string(),
    kind: OrganizationKind,
  })
  .meta({ id: 'PublicOrganization' });

/** What the operator's staff sees of an organization that they stop or let go on. */
export const OrganizationStatus = PublicOrganization.extend({
  id: Id,
  suspension: Suspension.nullable(),
}).meta({ id: 'OrganizationStatus' });

export const DeletedOrganization = z
  .object({ id: Id, restorableUntil: Instant.describe('Until then an owner may restore it.') })
  .meta({ id: 'DeletedOrganization' });

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
      .describe('The membership of the person who made the call; null where a key or support did.'),
    supportAccess: z
      .object({ id: Id, expiresAt: Instant })
      .nullable()
      .describe('The support access under which staff made the call; null for everybody else.'),
    permissions: z.array(Permission).describe('What the caller may do in this organization.'),
  })
  .meta({ id: 'OrganizationIdentity' });
