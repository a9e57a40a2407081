import { sql } from 'drizzle-orm';
import {
  bigint,
  cidr,
  foreignKey,
  index,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  bytes,
  createdAt,
  deletedAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
} from '../core/columns.ts';
import { purgePolicy, readAllRows } from '../core/policies.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';

export const apiKeys = pgTable(
  'api_keys',
  {
    id: primaryId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    environment: oneOf('key_environment', ['live', 'dev'], 'environment').notNull().default('live'),
    prefix: text('prefix').notNull(),
    keyHash: bytes('key_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    allowedIps: cidr('allowed_ips').array(),
    createdBy: uuid('created_by'),
    rotatedFromId: uuid('rotated_from_id'),
    overlapUntil: instant('overlap_until'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
    useCount: bigint('use_count', { mode: 'number' }).notNull().default(0),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofTenant(t),
    uniqueIndex('api_keys_key_hash_key').on(t.keyHash).where(sql`deleted_at is null`),
    index('api_keys_rotated_from_idx').on(t.organizationId, t.rotatedFromId),
    index('api_keys_created_by_idx').on(t.organizationId, t.createdBy),
    index('api_keys_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    byMember(t, t.createdBy),
    foreignKey({ columns: [t.organizationId, t.rotatedFromId], foreignColumns: [t.organizationId, t.id] }).onDelete(
      'set null',
    ),
    purgePolicy(),
    readAllRows('authentication', 'app_auth'),
    pgPolicy('authentication_use', { for: 'update', to: 'app_auth', using: sql`true`, withCheck: sql`true` }),
  ],
);
