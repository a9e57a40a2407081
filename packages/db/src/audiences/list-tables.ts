import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgPolicy, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, instant, oneOf, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { unrestrictedMembersOnly } from '../core/policies.ts';
import { ofOrganization, ofTenant } from '../organizations/tables.ts';
import { audiences } from './tables.ts';

/** What is kept of a person: SHA-256 of normalised texts. */
const hashes = () => ({
  person: bytes('person').notNull(),
  email: bytes('email'),
  phone: bytes('phone'),
  firstName: bytes('first_name'),
  lastName: bytes('last_name'),
  postalCode: bytes('postal_code'),
  country: bytes('country'),
});

export const audienceMembers = pgTable(
  'audience_members',
  { organizationId: organizationId(), audienceId: uuid('audience_id').notNull(), ...hashes() },
  (t) => [
    ...ofOrganization(t),
    unrestrictedMembersOnly(),
    primaryKey({ columns: [t.organizationId, t.audienceId, t.person] }),
    foreignKey({
      columns: [t.organizationId, t.audienceId],
      foreignColumns: [audiences.organizationId, audiences.id],
    }).onDelete('cascade'),
  ],
);

export const audienceUploads = pgTable(
  'audience_uploads',
  {
    id: primaryId(),
    organizationId: organizationId(),
    audienceId: uuid('audience_id').notNull(),
    mode: oneOf('list_upload_mode', ['append', 'replace', 'remove'], 'mode').notNull(),
    status: oneOf('list_upload_status', ['open', 'finished'], 'status').notNull().default('open'),
    received: integer('received').notNull().default(0),
    accepted: integer('accepted').notNull().default(0),
    duplicates: integer('duplicates').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    added: integer('added'),
    removed: integer('removed'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    ...ofTenant(t),
    unrestrictedMembersOnly(),
    uniqueIndex('audience_uploads_open_key').on(t.organizationId, t.audienceId).where(sql`status = 'open'`),
    index('audience_uploads_audience_idx').on(t.organizationId, t.audienceId),
    foreignKey({
      columns: [t.organizationId, t.audienceId],
      foreignColumns: [audiences.organizationId, audiences.id],
    }).onDelete('cascade'),
    pgPolicy('given_up', {
      to: 'app_worker',
      using: sql`status = 'open' and created_at < now() - '1 day'::interval`,
      withCheck: sql`false`,
    }),
  ],
);

export const audienceUploadRows = pgTable(
  'audience_upload_rows',
  { organizationId: organizationId(), uploadId: uuid('upload_id').notNull(), ...hashes() },
  (t) => [
    ...ofOrganization(t),
    unrestrictedMembersOnly(),
    primaryKey({ columns: [t.organizationId, t.uploadId, t.person] }),
    foreignKey({
      columns: [t.organizationId, t.uploadId],
      foreignColumns: [audienceUploads.organizationId, audienceUploads.id],
    }).onDelete('cascade'),
  ],
);
