import { archiveFiles, archiveRestores } from '../archive/documents.ts';
import { activityEvents, apiUsage, systemEvents } from '../audit/documents.ts';
import { eventRollupMarks, eventRollups, streamingEvents } from '../events/documents.ts';
import { liveMarks } from '../live/documents.ts';
import { campaignMetrics, ledgerSubjects, metaAdMetrics, salesMetrics, spotifyMetrics } from '../metrics/documents.ts';
import { campaignReports } from '../reports/documents.ts';
import type { Collection } from './collection.ts';

/** Every collection of the document store. */
export const collections: readonly Collection[] = [
  campaignMetrics,
  metaAdMetrics,
  spotifyMetrics,
  salesMetrics,
  activityEvents,
  streamingEvents,
  systemEvents,
  campaignReports,
  apiUsage,
  ledgerSubjects,
  eventRollups,
  eventRollupMarks,
  liveMarks,
  archiveFiles,
  archiveRestores,
];
