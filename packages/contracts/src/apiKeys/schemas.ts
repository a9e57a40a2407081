import { z } from 'zod';
import { Name } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Permission } from '../core/permissions.ts';
import { RowVersion } from '../core/row-version.ts';
import { Instant } from '../core/time.ts';

/** Longest time that a replaced key works beside its successor, in hours: 7 days. */
export const longestOverlapHours = 168;

export const ApiKeyStatus = z.enum(['active', 'replaced', 'expired', 'revoked']).meta({ id: 'ApiKeyStatus' });
export type ApiKeyStatus = z.infer<typeof ApiKeyStatus>;

/** An address or a network, as PostgreSQL's `inet` takes it; what lies behind the prefix is cut off. */
const Network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'must be an address or a network, for example 203.0.113.0/24 or 2001:db8::/32',
});

const Networks = z
  .array(Network)
  .min(1, 'must name a network; send null to let every address use the key')
  .max(100, 'must not have more than 100 networks')
  .nullable()
  .describe('Networks that may use the key, for example `203.0.113.0/24`; null for all.');

const Scopes = z
  .array(Permission)
  .min(1, 'must name at least one permission')
  .max(100, 'must not name more than 100 permissions')
  .describe('Permissions of the key; nobody gives a key more than they have.');

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    environment: z.enum(['live', 'dev']).describe('Stands in the key, `stp_live_…` or `stp_dev_…`.'),
    prefix: z.string().describe('First characters of the key, to recognise it by.'),
    scopes: z.array(Permission),
    allowedNetworks: z.array(z.string()).nullable().describe('Networks that may use the key; null for all.'),
    status: ApiKeyStatus.describe('`replaced` keys work until `overlapUntil`; expired and revoked ones never again.'),
    createdBy: Id.nullable().describe('The person who made it; null where a key or the operator did.'),
    rotatedFromId: Id.nullable().describe('The key that this one replaces.'),
    overlapUntil: Instant.nullable().describe('When a replaced key ends; null where it was not replaced.'),
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    lastUsedAt: Instant.nullable().describe('Last call, some seconds behind.'),
    useCount: z.int().describe('Calls so far, some seconds behind.'),
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const NewApiKey = z
  .object({
    name: Name.describe('What the key is for, for people.'),
    scopes: Scopes,
    expiresAt: Instant.nullable().default(null).describe('When the key ends by itself; null for never.'),
    allowedNetworks: Networks.default(null),
  })
  .meta({ id: 'NewApiKey' });

export const ApiKeyWithSecret = ApiKey.extend({
  key: z.string().nullable().describe('The key itself. Shown once: null where the answer is a repeated one.'),
  hint: z.string().optional().describe('Only in a repeated answer: says that the key was shown once.'),
}).meta({ id: 'ApiKeyWithSecret' });
export type ApiKeyWithSecret = z.infer<typeof ApiKeyWithSecret>;

export const ApiKeyListInput = PageInput.meta({ id: 'ApiKeyListInput' });

export const ApiKeyChange = z
  .object({
    id: Id,
    version: RowVersion.describe('Version that was read; a newer one is a conflict.'),
    name: Name.optional(),
    scopes: Scopes.optional(),
    allowedNetworks: Networks.optional(),
  })
  .refine((change) => Object.keys(change).length > 2, 'must change something')
  .meta({ id: 'ApiKeyChange' });

export const ApiKeyRotation = z
  .object({
    id: Id,
    overlapHours: z
      .int()
      .min(0)
      .max(longestOverlapHours)
      .default(24)
      .describe('Hours that the replaced key goes on working, at most 168; 0 ends it at once.'),
    expiresAt: Instant.nullable().optional().describe('When the new key ends; that of the replaced one unless given.'),
  })
  .meta({ id: 'ApiKeyRotation' });
