import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, toUuidOrNull } from '../core/mongo.ts';
import { type ApiUsageDocument, apiUsage } from './documents.ts';

type Counts = Pick<ApiUsageDocument, 'requests' | 'outcomes' | 'durations' | 'requestBytes' | 'responseBytes'>;

/** Everything that one process has counted so far of one key, procedure and minute. */
export interface UsageCount extends Counts {
  /** Null for calls of people. */
  apiKeyId: string | null;
  /** Names this count; two counts of one minute must differ in it, or the later one replaces the other. */
  writerId: string;
  /** The procedure, for example `metrics.daily`. */
  route: string;
  /** Start of the minute. */
  minute: Date;
}

/** Writes counts over those that the same process wrote before; a repetition changes nothing. */
export async function recordApiUsage(
  db: DocumentDatabase,
  organizationId: string,
  counts: readonly UsageCount[],
  now: Date,
): Promise<void> {
  const collection = tenantCollection(db, apiUsage, organizationId);
  const writes = counts.map(({ apiKeyId, writerId, route, minute, ...counted }) => ({
    filter: { _id: toUuid(hashId([organizationId, apiKeyId, writerId, route, minute.toISOString()])) },
    update: {
      $set: counted,
      $setOnInsert: {
        campaignId: null,
        trackId: null,
        userId: null,
        accountId: null,
        apiKeyId: toUuidOrNull(apiKeyId),
        writerId: toUuid(writerId),
        route,
        timestamp: minute,
        receivedAt: now,
      },
    },
    upsert: true,
  }));
  await collection.write(writes);
}
