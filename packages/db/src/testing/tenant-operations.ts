import { randomUUID } from 'node:crypto';
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
import { countChanges, recordFacts } from '../metrics/ledger.ts';
import { findTimelineSubjects } from '../metrics/ledger-subjects.ts';
import { pushFacts } from '../metrics/push-facts.ts';
import { findExpiredBefore, readFacts } from '../metrics/read-facts.ts';
import { readNumbers } from '../metrics/read-numbers.ts';
import { readRevisions } from '../metrics/read-revisions.ts';
import { findStatedSubjects, readSeriesFacts } from '../metrics/read-series-facts.ts';
import { undoFacts } from '../metrics/undo-facts.ts';
import { listCampaignReports, saveCampaignReport } from '../reports/stored-reports.ts';
import { at, dayKey, fact, version } from './ledger-facts.ts';

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

const report = {
  campaignId: id.campaign,
  from: '2026-01-01',
  to: '2026-01-31',
  asOf: at(800),
  currency: 'EUR',
  totals: { values: { spend: '1.5' }, calculated: {}, reasons: {} },
  days: [],
  topLocations: [],
  demographics: [],
};

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
const undo = { importId: id.erased, fileName: 'a.csv', recordedAt: at(3), stopped: () => false };

/** Every operation that writes documents of an organization. */
export const writes: Record<string, Call> = {
  recordFacts: (db, organizationId) => recordFacts(db, organizationId, facts),
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
  saveCampaignReport: (db, organizationId) => saveCampaignReport(db, organizationId, report, at(801)),
  deliverAudit: (db, organizationId) => deliverAudit(db, [outboxRow(organizationId)]),
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
    listSystemEvents(db, organizationId, { ...all, kind: 'sync_job', limit: 10 }),
  readApiUsage: (db, organizationId) =>
    readApiUsage(db, organizationId, { ...all, groupBy: 'procedure', limit: 10, after: null }),
  readTenantDocuments: async (db, organizationId) => {
    const found = [];
    for await (const document of readTenantDocuments(db, organizationId)) found.push(document);
    return found;
  },
  listCampaignReports: (db, organizationId) => listCampaignReports(db, organizationId, id.campaign),
  listAuditEvents: (db, organizationId) =>
    listAuditEvents(db, organizationId, { limit: 10, after: null, resourceId: id.campaign }),
};
