export * from './apiKeys/manage-keys.ts';
export * from './apiKeys/record-use.ts';
export {
  type ApiKeyRecord,
  deleteApiKey,
  findUsableApiKey,
  insertApiKey,
  type NewApiKey,
  restoreApiKey,
  type UsableApiKey,
} from './apiKeys/store.ts';
export {
  type ArchiveFile,
  findArchiveFile,
  forgetArchiveFile,
  listUnremoved,
  noteRemoved,
  recordArchiveFile,
} from './archive/archive-files.ts';
export { beginArchivePass, endArchivePass, readArchiveMark } from './archive/archive-marks.ts';
export {
  type ArchivedCollection,
  archivedCollection,
  archivedCollections,
  limitsOf,
} from './archive/archived-collections.ts';
export { claimArchive } from './archive/claim-archive.ts';
export { type ArchiveLine, findExpiring, hasDue, readDue } from './archive/read-due.ts';
export { removeArchived } from './archive/remove-archived.ts';
export { type Restored, restoreDocuments } from './archive/restore-documents.ts';
export { noteRestored } from './archive/restored-spans.ts';
export { deleteArtist, deleteArtists, restoreArtist, restoreArtists } from './artists/delete-artist.ts';
export { findArtistsByNames, insertArtistsByName } from './artists/find-by-names.ts';
export * from './artists/list-artists.ts';
export * from './artists/store.ts';
export * from './audiences/deliveries.ts';
export * from './audiences/find-campaigns.ts';
export * from './audiences/hold-audiences.ts';
export * from './audiences/insights.ts';
export * from './audiences/list-audiences.ts';
export * from './audiences/platform-audiences.ts';
export * from './audiences/store.ts';
export * from './audiences/uploads.ts';
export { type AuditEvent, type AuditFilter, deliverAudit, listAuditEvents } from './audit/activity.ts';
export { recordApiUsage, type UsageCount } from './audit/api-usage.ts';
export { inspectSystemEvents } from './audit/inspect-system-log.ts';
export {
  durationBucket,
  durationBuckets,
  readApiUsage,
  type UsageGrouping,
  type UsageQuery,
  type UsageTotals,
} from './audit/read-api-usage.ts';
export { installationId, type SystemEvent } from './audit/system-event.ts';
export type { LoggedEvent, SystemEventQuery } from './audit/system-event-page.ts';
export { listSystemEvents, recordSystemEvents } from './audit/system-log.ts';
export * from './billing/find-subscription.ts';
export * from './billing/metered-hours.ts';
export * from './billing/payment-methods.ts';
export * from './billing/read-invoices.ts';
export * from './billing/save-invoice.ts';
export * from './billing/save-subscription.ts';
export * from './billing/stripe-events.ts';
export * from './campaigns/ad-tree.ts';
export { type AdTreeName, nodeKey } from './campaigns/ad-tree-index.ts';
export { changeCampaigns, lockCampaigns, type ManyChange } from './campaigns/change-many.ts';
export { deleteCampaign, deleteCampaigns, restoreCampaign, restoreCampaigns } from './campaigns/delete-campaign.ts';
export * from './campaigns/find-related.ts';
export { findTargetedCampaigns, type TargetingQuery } from './campaigns/find-targeted.ts';
export { findAdCampaigns, linkAdCampaigns, listAdCampaigns, unlinkAdCampaigns } from './campaigns/link-campaigns.ts';
export type { CampaignFilter } from './campaigns/list-campaigns.ts';
export { listCampaigns } from './campaigns/list-campaigns.ts';
export { listDueCampaigns, listOrganizationsAtWork, noteSpend } from './campaigns/open-campaigns.ts';
export {
  type CampaignWithSubjects,
  findCampaignWithSubjects,
  listCampaignsWithSubjects,
} from './campaigns/overview.ts';
export * from './campaigns/platform-changes.ts';
export { writePlatformStatuses } from './campaigns/platform-status.ts';
export { renameNodes } from './campaigns/rename-nodes.ts';
export {
  type CampaignChanges,
  findCampaign,
  findDeletedCampaign,
  insertCampaign,
  lockCampaign,
  type NewCampaignRow,
  updateCampaign,
} from './campaigns/store.ts';
export { findSubjectNames } from './campaigns/subject-names.ts';
export { type SyncedBudget, writeSyncedBudgets } from './campaigns/synced-budgets.ts';
export {
  deleteCampaignTemplate,
  findCampaignTemplate,
  insertCampaignTemplate,
  listCampaignTemplates,
  restoreCampaignTemplate,
  updateCampaignTemplate,
} from './campaigns/templates.ts';
export { describeDatabase, newestMigration } from './care/describe-database.ts';
export type { RelationalFinding } from './care/finding.ts';
export { inspectRelational } from './care/inspect-relational.ts';
export { type Backlog, readBacklog } from './core/backlog.ts';
export { type ChangeTopic, listenForChanges } from './core/changes.ts';
export { RetentionError } from './core/collection-retention.ts';
export type { DocumentChange } from './core/document-changes.ts';
export { type Finding, inspectDocuments } from './core/document-doctor.ts';
export { type DocumentMigration, migrateDocuments } from './core/document-migration.ts';
export { ConstraintError, isRefusedByPolicy, isStoreUnreachable } from './core/errors.ts';
export { identityStatements, inIdentityTransaction } from './core/identity-transaction.ts';
export {
  type Concurrency,
  type HandIn,
  JobQueue,
  type JobRunner,
  type QueueHealth,
  type QueueSettings,
} from './core/job-queue.ts';
export { type MigrationReport, migrate } from './core/migrate.ts';
export { MigrationError } from './core/migration-files.ts';
export { type DocumentDatabase, type DocumentOptions, type Documents, openDocuments } from './core/mongo.ts';
export { onStoreCalls, type StoreCall } from './core/observed.ts';
export { drainOutbox, insertOutbox, type OutboxEntry, type OutboxRow } from './core/outbox.ts';
export type { Page, PageRequest } from './core/page.ts';
export { keptMonths, maintainPartitions, type PartitionReport } from './core/partitions.ts';
export { countPendingMigrations } from './core/pending.ts';
export { type AppPool, openAppPool, openPostgres, type Postgres, type PostgresUrls } from './core/postgres.ts';
export {
  type PurgedKind,
  type PurgedRow,
  type PurgeOptions,
  purgeDeleted,
  purgedKinds,
  purgeOrganization,
} from './core/purge.ts';
export { RolesMissingError, roleUrl } from './core/roles.ts';
export { UnsafeRoleError } from './core/safe-role.ts';
export { type Tenant, type TenantTransaction, withTenant } from './core/tenant.ts';
export {
  type Erasure,
  eraseTenantDocuments,
  readTenantDocuments,
  type TenantDocumentText,
} from './core/tenant-documents.ts';
export { readTenantRows, type TenantRows, unexportedColumns, unexportedTables } from './core/tenant-rows.ts';
export { type VacuumReport, vacuumTables } from './core/vacuum.ts';
export { WorkLease } from './core/work-lease.ts';
export { countNames, type EventCounts } from './events/event-counts.ts';
export { findCountedTracks, type RollupQuery, type RollupRow, readRollups } from './events/read-rollups.ts';
export { type CountedSpan, marksAtOnce, rollUpEvents } from './events/roll-up.ts';
export { countedUntil, listUncounted } from './events/rollup-marks.ts';
export {
  countStreamingEvents,
  oldestCountable,
  recordStreamingEvents,
  type StreamingCount,
  type StreamingEvent,
  type StreamingReceipt,
} from './events/streaming.ts';
export * from './fxRates/store.ts';
export { deleteGoal, restoreGoal } from './goals/delete-goal.ts';
export {
  type CampaignSubjects,
  countGoals,
  findGoal,
  type GoalRecord,
  type GoalWithSubjects,
  insertGoals,
  listGoals,
  noteProgress,
  updateGoal,
} from './goals/store.ts';
export { claimKey, keepAnswer, releaseKey } from './idempotency/claim.ts';
export { findFirstAnswer, type KeyOwner, keepFirstAnswer } from './idempotency/store.ts';
export { identityAdapter } from './identity/adapter.ts';
export { type AttemptLimit, countAttempt, forgetAttempts } from './identity/attempts.ts';
export { cleanIdentity } from './identity/clean.ts';
export { deleteUser, restoreUser } from './identity/delete-user.ts';
export {
  type IdentityEvent,
  insertIdentityEvent,
  listIdentityEvents,
  type NewIdentityEvent,
} from './identity/events.ts';
export { findMemberships, type MembershipSummary } from './identity/find-memberships.ts';
export {
  findSession,
  type Membership,
  type Session,
  type SessionUser,
  type SupportGrant,
} from './identity/find-session.ts';
export {
  findProfile,
  findUserId,
  type Profile,
  type ProfileChange,
  updateOnboarding,
  updateProfile,
} from './identity/profile.ts';
export {
  deleteSession,
  deleteSessions,
  findSessionToken,
  listSessions,
} from './identity/sessions.ts';
export { setStaff } from './identity/set-staff.ts';
export * from './imports/claim.ts';
export { findImportHashes } from './imports/find-hashes.ts';
export * from './imports/mappings.ts';
export * from './imports/store.ts';
export { type ConnectedAccount, chooseAccounts, findConnectedAccount } from './integrations/accounts.ts';
export * from './integrations/attempts.ts';
export * from './integrations/connections.ts';
export * from './integrations/due.ts';
export {
  type ConnectionTokens,
  claimRefresh,
  findSealedTokens,
  listSealedOtherwise,
  releaseRefresh,
  replaceSealedTokens,
  type SealedTokens,
} from './integrations/sealed-tokens.ts';
export * from './integrations/store.ts';
export type { SyncFault, SyncGauge } from './integrations/sync-tables.ts';
export * from './integrations/syncs.ts';
export {
  acceptInvitation,
  countTeam,
  insertInvitation,
  isMemberAddress,
  markInvitationSeen,
  renewInvitation,
  revokeInvitation,
  revokeInvitationsOf,
  type SentToken,
} from './invitations/change-invitations.ts';
export * from './invitations/expired-invitations.ts';
export {
  findInvitationByToken,
  findInvitationOf,
  type InvitationPlace,
  listInvitationsOf,
} from './invitations/own-invitations.ts';
export * from './invitations/store.ts';
export { findPlan } from './limits/find-plan.ts';
export * from './limits/plan-use.ts';
export {
  countInMemory,
  countInPostgres,
  countInRedis,
  type SharedCounters,
} from './limits/shared-counters.ts';
export * from './limits/usage-counters.ts';
export { listUntold } from './live/live-marks.ts';
export { findLivePosition, forgetChanges, isForgotten, type LiveChange, listLiveChanges } from './live/read-changes.ts';
export { tellCounts, tellFacts } from './live/tell-changes.ts';
export { findExpiredSubjects } from './metrics/find-expired.ts';
export { countChanges, type LedgerFact, type Recorded, recordAndCount, recordFacts } from './metrics/ledger.ts';
export { type LedgerKey, ledgerId } from './metrics/ledger-key.ts';
export { type LedgerMark, readFactSpans, readLedgerMarks } from './metrics/ledger-marks.ts';
export { findTimelineSubjects } from './metrics/ledger-subjects.ts';
export type { CurrentFact, FactVersion } from './metrics/ledger-version.ts';
export { lockPushes } from './metrics/lock-pushes.ts';
export { type PushOutcome, pushFacts, statementId } from './metrics/push-facts.ts';
export * from './metrics/read-facts.ts';
export { type ImportTotals, readImportTotals } from './metrics/read-import-totals.ts';
export { readNumbers, type SubjectNumbers } from './metrics/read-numbers.ts';
export * from './metrics/read-revisions.ts';
export * from './metrics/read-series-facts.ts';
export { undoFacts } from './metrics/undo-facts.ts';
export { type ReadStretch, withdrawUnseen } from './metrics/withdraw-unseen.ts';
export * from './notifications/deliver.ts';
export * from './notifications/preferences.ts';
export {
  countUnread,
  findLastPosition,
  findNotification,
  listNotifications,
  listNotificationsAfter,
  markAllRead,
  markArchived,
  markRead,
  type NotificationFilter,
} from './notifications/store.ts';
export { findOrganizationBySlug, type SlugTarget } from './organizations/find-by-slug.ts';
export {
  deleteMember,
  findMember,
  insertMember,
  listMembers,
  listOwners,
  type MemberAccess,
  type MemberRecord,
  type NewMember,
  updateMember,
} from './organizations/members.ts';
export { listOwnOrganizations, restorableUntil } from './organizations/own-organizations.ts';
export {
  lockDeletedOrganization,
  lockOrganization,
  setOwner,
  settleHome,
  settleOwner,
} from './organizations/ownership.ts';
export {
  findAnyOrganization,
  isPurged,
  listUnsweptOrganizations,
  markSwept,
  type OrganizationState,
} from './organizations/purged.ts';
export { inspectHealth, inspectState, listOrganizationStates } from './organizations/staff-view.ts';
export {
  deleteOrganization,
  findOrganization,
  insertOrganization,
  type NewOrganization,
  restoreOrganization,
  setSuspension,
  updateOrganization,
} from './organizations/store.ts';
export {
  endSupportAccess,
  findSupportAccess,
  insertSupportAccess,
  listSupportAccesses,
} from './organizations/support-access.ts';
export {
  deleteReportSchedule,
  findReportSchedule,
  holdScheduledCampaign,
  insertReportSchedule,
  listEnabledSchedules,
  listOrganizationsWithSchedules,
  listReportSchedules,
  lockReportSchedule,
  noteScheduledReport,
  type ReportScheduleRecord,
  updateReportSchedule,
} from './reports/schedules.ts';
export {
  countShareView,
  deleteSharesOf,
  findReportShare,
  findUsableShare,
  insertReportShare,
  listReportShares,
  revokeReportShare,
} from './reports/shares.ts';
export {
  deleteReport,
  findReport,
  findReportEntry,
  freezeReport,
  insertReport,
  listReports,
  type NewReport,
  type ReportQuestion,
  reportIdOf,
  type VersionQuery,
} from './reports/stored-reports.ts';
export { deleteTrack, deleteTracks, restoreTrack } from './tracks/delete-track.ts';
export { deleteDismissal, findDismissal, insertDismissal } from './tracks/dismissals.ts';
export {
  type DuplicatePair,
  type DuplicateReason,
  findDuplicateArtists,
  findDuplicateTracks,
} from './tracks/find-duplicates.ts';
export { findTrackDurations } from './tracks/find-durations.ts';
export { findKnownTracks, type TrackSigns } from './tracks/find-known-tracks.ts';
export { type BulkTrack, insertTracks } from './tracks/insert-tracks.ts';
export * from './tracks/list-tracks.ts';
export { findMergedParts, findMergeEnds } from './tracks/merge-history.ts';
export * from './tracks/merges.ts';
export { moveCampaigns, moveTracks } from './tracks/move-links.ts';
export {
  type ResolvedTrack,
  type ResolvedTracks,
  resolveTracks,
  type TrackName,
} from './tracks/resolve-tracks.ts';
export { restoreTracks } from './tracks/restore-tracks.ts';
export { type FoundTrack, searchLimit, searchTracks } from './tracks/search-tracks.ts';
export * from './tracks/store.ts';
export { type RewrittenTrack, updateTracks } from './tracks/update-tracks.ts';
export * from './webhooks/deliver.ts';
export * from './webhooks/deliveries.ts';
export * from './webhooks/endpoints.ts';
export * from './webhooks/events.ts';
export * from './webhooks/sealed-secrets.ts';
