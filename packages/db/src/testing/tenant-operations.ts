import { randomUUID } from 'node:crypto';
import { BSON, UUID } from 'mongodb';
import { findArchiveFile, forgetArchiveFile, noteRemoved, recordArchiveFile } from '../archive/archive-files.ts';
import { archivedCollection } from '../archive/archived-collections.ts';
import { removeArchived } from '../archive/remove-archived.ts';
import { restoreDocuments } from '../archive/restore-documents.ts';
import { noteRestored } from '../archive/restored-spans.ts';
import { deliverAudit, listAuditEvents } from '../audit/activity.ts';
import { recordApiUsage } from '../audit/api-usage.ts';
import { readApiUsage } from '../audit/read-api-usage.ts';
import { listSystemEvents, recordSystemEvents } from '../audit/system-log.ts';
import type { DocumentDatabase } from '../core/mongo.ts';
import { eraseTenantDocuments, readTenantDocuments } from '../core/tenant-documents.ts';
import { findCountedTracks, readRollups } from '../events/read-rollups.ts';
import { rollUpEvents } from '../events/roll-up.ts';
import { countedUntil } from '../events/rollup-marks.ts';
import { countStreamingEvents, recordStreamingEvents } from '../events/streaming.ts';
import { findExpiredSubjects } from '../metrics/find-expired.ts';
import { countChanges, recordAndCount, recordFacts } from '../metrics/ledger.ts';
import { readFactSpans, readLedgerMarks } from '../metrics/ledger-marks.ts';
import { findTimelineSubjects } from '../metrics/ledger-subjects.ts';
import { pushFacts } from '../metrics/push-facts.ts';
import { findExpiredBefore, readFacts } from '../metrics/read-facts.ts';
import { readImportTotals } from '../metrics/read-import-totals.ts';
import { readNumbers } from '../metrics/read-numbers.ts';
import { readRevisions } from '../metrics/read-revisions.ts';
import { findStatedSubjects, readSeriesFacts } from '../metrics/read-series-facts.ts';
import { undoFacts } from '../metrics/undo-facts.ts';
import { withdrawUnseen } from '../metrics/withdraw-unseen.ts';
import {
  deleteReport,
  findReport,
  findReportEntry,
  freezeReport,
  insertReport,
  listReports,
  reportIdOf,
} from '../reports/stored-reports.ts';
import { at, dayKey, fact, version } from './ledger-facts.ts';
import { reportContent } from './report-content.ts';

type Call = (db: DocumentDatabase, organizationId: string) => Promise<unknown>;

/** Ids that the calls name; those of the organization that owns the documents. */
const id = {
  campaign: randomUUID(),
  artist: randomUUID(),
  track: randomUUID(),
  key: randomUUID(),
  writer: randomUUID(),
  outbox: randomUUID(),
  erased: randomUUID(),
  file: randomUUID(),
  archived: randomUUID(),
  totals: randomUUID(),
  synced: randomUUID(),
};
const all = { from: at(-1000), to: at(10_000) };
const links = { trackId: null, campaignId: id.campaign };

const facts = [
  fact(dayKey(id.campaign, '2026-01-01'), version(1, 1)),
  fact(dayKey(id.campaign, '2026-01-01', { breakdown: { age: '18-24' } }), version(1, 1)),
  fact(dayKey(id.artist, '2026-01-01', { subject: { kind: 'artist', id: id.artist } }), version(1, 1)),
  fact(
    dayKey(id.artist, '2026-01-01', { subject: { kind: 'artist', id: id.artist }, source: 'distrokid' }),
    version(1, 1),
  ),
];

/** A row of totals of an export. */
const total = fact(
  dayKey(id.key, '2026-01-01', {
    subject: { kind: 'adAccount', id: id.key },
    granularity: 'period',
    periodEnd: '2026-01-31',
  }),
  version(1, 1, { origin: { importId: id.totals, fileName: 'a.csv' } }),
);
facts.push(total);

const event = {
  ...links,
  trackId: id.track,
  eventId: 'event',
  type: 'play' as const,
  timestamp: at(1),
  playtimeMs: null,
  durationMs: null,
  sessionId: null,
  said: 'event',
  clamped: [],
  location: { country: null, region: null, city: null },
  device: { type: null, platform: null, app: null },
};

const systemEvent = {
  eventId: 'run',
  kind: 'sync_job' as const,
  level: 'info' as const,
  name: 'sync',
  message: null,
  durationMs: 5,
  requestId: null,
  details: { rows: 3 },
  timestamp: at(1),
};

const usage = {
  apiKeyId: id.key,
  writerId: id.writer,
  route: 'metrics.daily',
  minute: at(1),
  requests: 2,
  outcomes: { ok: 2 },
  durations: { le_250: 2 },
  requestBytes: 10,
  responseBytes: 20,
};

const question = { campaignId: id.campaign, from: '2026-01-01', to: '2026-01-31', asOf: null };
const report = (organizationId: string, version: number) => ({
  question,
  version,
  trackId: null,
  accountId: null,
  inputs: 'a'.repeat(64),
  contentHash: 'b'.repeat(64),
  content: reportContent(organizationId, id.campaign),
});
const versionOne = { id: reportIdOf(question), version: 1 };

const auditPayload = {
  action: 'campaigns.update',
  at: at(1).toISOString(),
  actor: { kind: 'system', id: null },
  resource: { kind: 'campaign', id: id.campaign },
  changes: [],
  requestId: null,
  ip: null,
  userAgent: null,
};

const outboxRow = (organizationId: string) => ({
  id: id.outbox,
  organizationId,
  topic: 'audit',
  payload: auditPayload,
  createdAt: at(1),
});

/** Of an import that said nothing here. */
const undo = { importId: id.erased, fileName: 'a.csv', by: null, recordedAt: at(3), stopped: () => false };

const synced = fact(dayKey(id.synced, '2026-01-01', { subject: { kind: 'adAccount', id: id.synced } }), version(1, 1));
const stretch = {
  accountId: id.synced,
  kind: 'adAccount' as const,
  campaignIds: [],
  breakdowns: [],
  source: synced.key.source,
  from: '2026-01-01',
  to: '2026-01-02',
};

const month = { collection: 'api_usage' as const, month: '2026-01' };

const archiveFile = {
  ...month,
  id: id.file,
  key: 'file',
  documents: 1,
  bytes: 1,
  sha256: '0'.repeat(64),
  from: at(1),
  to: at(1),
  writtenAt: at(2),
  removedAt: null,
};

/** A line of an archive; under the same id whoever it belongs to. */
const archiveLine = (organizationId: string) => {
  const { apiKeyId, writerId, minute, ...counted } = usage;
  const document = {
    _id: new UUID(id.archived),
    organizationId: new UUID(organizationId),
    campaignId: null,
    trackId: null,
    userId: null,
    accountId: null,
    apiKeyId: new UUID(apiKeyId),
    writerId: new UUID(writerId),
    timestamp: minute,
    receivedAt: at(1),
    ...counted,
  };
  return BSON.EJSON.stringify(document, { relaxed: false });
};

/** Every operation that writes documents of an organization. */
export const writes: Record<string, Call> = {
  recordFacts: (db, organizationId) => recordFacts(db, organizationId, facts),
  // One is stated and taken back: what another organization has of the same subject stays.
  recordAndCount: (db, organizationId) => recordAndCount(db, organizationId, [synced]),
  withdrawUnseen: (db, organizationId) =>
    withdrawUnseen(db, organizationId, stretch, [], version(2, 2, { state: 'withdrawn' })),
  pushFacts: (db, organizationId) => pushFacts(db, organizationId, facts),
  undoFacts: (db, organizationId) => undoFacts(db, organizationId, undo),
  recordStreamingEvents: (db, organizationId) => recordStreamingEvents(db, organizationId, [event], at(2)),
  // Leaves a mark behind, as a batch does that isn't counted yet.
  rollUpEvents: async (db, organizationId) => {
    await rollUpEvents(db, organizationId, at(3));
    await recordStreamingEvents(db, organizationId, [event], at(4));
  },
  recordSystemEvents: (db, organizationId) => recordSystemEvents(db, organizationId, [systemEvent], at(2)),
  recordApiUsage: (db, organizationId) => recordApiUsage(db, organizationId, [usage], at(2)),
  insertReport: (db, organizationId) => insertReport(db, organizationId, report(organizationId, 1), at(801)),
  freezeReport: (db, organizationId) =>
    freezeReport(db, organizationId, versionOne, { pdfHash: 'c'.repeat(64), at: at(802) }),
  deleteReport: async (db, organizationId) => {
    await insertReport(db, organizationId, report(organizationId, 2), at(803));
    await deleteReport(db, organizationId, { ...versionOne, version: 2 }, { evenFrozen: false });
  },
  deliverAudit: (db, organizationId) => deliverAudit(db, [outboxRow(organizationId)]),
  recordArchiveFile: (db, organizationId) => recordArchiveFile(db, organizationId, archiveFile),
  noteRemoved: (db, organizationId) => noteRemoved(db, organizationId, id.file, at(3)),
  forgetArchiveFile: (db, organizationId) => forgetArchiveFile(db, organizationId, id.file),
  noteRestored: (db, organizationId) => noteRestored(db, organizationId, { ...month, from: at(0), to: at(700) }, at(3)),
  restoreDocuments: (db, organizationId) =>
    restoreDocuments(db, organizationId, archivedCollection('api_usage'), {
      lines: [archiveLine(organizationId)],
      now: at(1),
    }),
  // Not due, so that it is there to be removed by others.
  removeArchived: (db, organizationId) =>
    removeArchived(db, organizationId, archivedCollection('api_usage'), {
      lines: [archiveLine(organizationId)],
      due: at(1),
    }),
  eraseTenantDocuments: (db, organizationId) =>
    eraseTenantDocuments(db, { organizationId, of: { kind: 'artist', id: id.erased } }),
};

/** Every operation that reads documents of an organization, asking for what the writes above left. */
export const reads: Record<string, Call> = {
  countChanges: (db, organizationId) => countChanges(db, organizationId, facts),
  readNumbers: (db, organizationId) =>
    readNumbers(db, organizationId, {
      ledger: 'campaign_metrics',
      subjectIds: [id.campaign],
      metrics: ['impressions'],
    }),
  readFacts: (db, organizationId) =>
    Promise.all(
      (['campaign', 'artist'] as const).map((kind) =>
        readFacts(db, organizationId, { subject: { kind, id: id[kind] }, granularity: 'day', asOf: null }),
      ),
    ),
  findExpiredBefore: (db, organizationId) =>
    findExpiredBefore(
      db,
      organizationId,
      { subject: { kind: 'campaign', id: id.campaign }, granularity: 'day' },
      at(90_000),
    ),
  findExpiredSubjects: async (db, organizationId) => [
    ...(await findExpiredSubjects(
      db,
      organizationId,
      { ledger: 'campaign_metrics', subjectIds: [id.campaign] },
      at(90_000),
    )),
  ],
  findArchiveFile: (db, organizationId) => findArchiveFile(db, organizationId, id.file),
  findTimelineSubjects,
  findStatedSubjects: (db, organizationId) => findStatedSubjects(db, organizationId, 'campaign'),
  readRevisions: (db, organizationId) =>
    readRevisions(db, organizationId, { since: at(-1), asOf: null, limit: 10, after: null }),
  readSeriesFacts: (db, organizationId) =>
    readSeriesFacts(db, organizationId, {
      kind: 'campaign',
      subjectIds: [id.campaign],
      range: { from: '2000-01-01', to: '2100-01-01' },
      breakdowns: [],
      members: {},
      asOf: null,
      limit: 10,
    }),
  countStreamingEvents: (db, organizationId) => countStreamingEvents(db, organizationId, all),
  countedUntil,
  findCountedTracks: (db, organizationId) => findCountedTracks(db, organizationId, { granularity: 'hour', ...all }),
  readRollups: (db, organizationId) =>
    readRollups(db, organizationId, { granularity: 'hour', ...all, trackIds: [id.track], byTime: true, limit: 10 }),
  listSystemEvents: (db, organizationId) =>
    listSystemEvents(db, organizationId, { ...all, kind: 'sync_job', limit: 10, after: null }),
  readApiUsage: (db, organizationId) =>
    readApiUsage(db, organizationId, { ...all, groupBy: 'procedure', limit: 10, after: null }),
  readTenantDocuments: async (db, organizationId) => {
    const found = [];
    for await (const document of readTenantDocuments(db, organizationId)) found.push(document);
    return found;
  },
  readLedgerMarks: (db, organizationId) =>
    readLedgerMarks(db, organizationId, {
      subjects: [{ kind: 'campaign', id: id.campaign }],
      range: { from: '2000-01-01', to: '2100-01-01' },
      asOf: at(10_000),
    }),
  readFactSpans: (db, organizationId) =>
    readFactSpans(db, organizationId, { campaignIds: [id.campaign], asOf: at(10_000) }),
  readImportTotals: (db, organizationId) => readImportTotals(db, organizationId, id.totals, null),
  findReport: (db, organizationId) => findReport(db, organizationId, { id: reportIdOf(question) }),
  findReportEntry: (db, organizationId) => findReportEntry(db, organizationId, { id: reportIdOf(question) }),
  listReports: (db, organizationId) => listReports(db, organizationId, { limit: 10, after: null }),
  listAuditEvents: (db, organizationId) =>
    listAuditEvents(db, organizationId, { limit: 10, after: null, resourceId: id.campaign }),
};
