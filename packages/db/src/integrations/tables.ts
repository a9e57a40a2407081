import { IntegrationMetadata } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  bytes,
  createdAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
  versionedJson,
} from '../core/columns.ts';
import { readAllRows } from '../core/policies.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';

export const integrations = pgTable(
  'integrations',
  {
    id: primaryId(),
    organizationId: organizationId(),
    provider: oneOf('integration_provider', ['meta', 'spotify'], 'provider').notNull(),
    status: oneOf('integration_status', ['connected', 'disconnected', 'error', 'expired'], 'status')
      .notNull()
      .default('disconnected'),
    accountId: text('account_id'),
    accountName: text('account_name'),
    scopes: text('scopes').array().notNull().default([]),
    accessToken: bytes('access_token'),
    refreshToken: bytes('refresh_token'),
    tokenKey: text('token_key'),
    tokenExpiresAt: instant('token_expires_at'),
    refreshedAt: instant('refreshed_at'),
    syncedAt: instant('synced_at'),
    lastError: text('last_error'),
    lastErrorAt: instant('last_error_at'),
    errorCount: integer('error_count').notNull().default(0),
    metadata: versionedJson('metadata', IntegrationMetadata).notNull().default(sql`'{"version": 1}'`),
    connectedBy: uuid('connected_by'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('integrations_provider_key').on(t.organizationId, t.provider),
    index('integrations_connected_by_idx').on(t.organizationId, t.connectedBy),
    index('integrations_expiry_idx').on(t.tokenExpiresAt).where(sql`status = 'connected'`),
    byMember(t, t.connectedBy),
    readAllRows('worker', 'app_worker'),
  ],
);
