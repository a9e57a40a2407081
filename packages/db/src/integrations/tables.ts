import {
  IntegrationMetadata,
  integrationProviders,
  integrationReasons,
  integrationStatuses,
} from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgPolicy, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  bytes,
  createdAt,
  currency,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
  versionedJson,
} from '../core/columns.ts';
import { readAllRows, unrestrictedMembersOnly } from '../core/policies.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';

const provider = () => oneOf('integration_provider', integrationProviders, 'provider').notNull();

export const integrations = pgTable(
  'integrations',
  {
    id: primaryId(),
    organizationId: organizationId(),
    provider: provider(),
    status: oneOf('integration_status', integrationStatuses, 'status').notNull().default('disconnected'),
    reason: oneOf('integration_reason', integrationReasons, 'reason'),
    accountId: text('account_id'),
    accountName: text('account_name'),
    scopes: text('scopes').array().notNull().default([]),
    missingScopes: text('missing_scopes').array().notNull().default([]),
    accessToken: bytes('access_token'),
    refreshToken: bytes('refresh_token'),
    tokenKey: text('token_key'),
    tokenExpiresAt: instant('token_expires_at'),
    authorizedAt: instant('authorized_at'),
    grantExpiresAt: instant('grant_expires_at'),
    refreshAt: instant('refresh_at'),
    refreshingUntil: instant('refreshing_until'),
    refreshedAt: instant('refreshed_at'),
    syncedAt: instant('synced_at'),
    lastError: text('last_error'),
    lastErrorAt: instant('last_error_at'),
    lastErrorCode: text('last_error_code'),
    lastErrorTrace: text('last_error_trace'),
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
    index('integrations_refresh_idx').on(t.refreshAt).where(sql`status in ('connected', 'error')`),
    index('integrations_account_idx').on(t.provider, t.accountId),
    index('integrations_token_key_idx').on(t.tokenKey).where(sql`token_key is not null`),
    byMember(t, t.connectedBy),
    unrestrictedMembersOnly(),
    readAllRows('worker', 'app_worker'),
  ],
);

export const integrationAccounts = pgTable(
  'integration_accounts',
  {
    id: primaryId(),
    organizationId: organizationId(),
    integrationId: uuid('integration_id').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    currency: currency(),
    timeZone: text('time_zone'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('integration_accounts_external_id_key').on(t.organizationId, t.integrationId, t.externalId),
    foreignKey({
      columns: [t.organizationId, t.integrationId],
      foreignColumns: [integrations.organizationId, integrations.id],
    }).onDelete('cascade'),
    unrestrictedMembersOnly(),
  ],
);

export const connectionAttempts = pgTable(
  'connection_attempts',
  {
    id: primaryId(),
    organizationId: organizationId(),
    provider: provider(),
    stateHash: bytes('state_hash').notNull(),
    actorId: uuid('actor_id').notNull(),
    codeVerifier: bytes('code_verifier').notNull(),
    redirectUri: text('redirect_uri').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('connection_attempts_state_key').on(t.organizationId, t.stateHash),
    index('connection_attempts_expiry_idx').on(t.expiresAt),
    unrestrictedMembersOnly(),
    pgPolicy('expiry', { for: 'delete', to: 'app_worker', using: sql`true` }),
    readAllRows('expiry_look', 'app_worker'),
  ],
);
