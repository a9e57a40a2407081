import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, toUuidOrNull } from '../core/mongo.ts';
import { type ApiUsageDocument, apiUsage } from './documents.ts';

type Counts = Pick<ApiUsageDocument, 'requests' | 'outcomes' | 'durations' | 'requestBytes' | 'responseBytes'>;

/** Everything that one process has counted so far of one key, route and hour. */
export interface UsageCount extends Counts {
  apiKeyId: string | null;
  /** The process that counts. */
  writerId: string;
  route: string;
  /** Start of the hour. */
  hour: Date;
}

/** Writes counts over those that the same process wrote before; a repetition changes nothing. */
export async function recordApiUsage(
  db: DocumentDatabase,
  organizationId: string,
  counts: readonly UsageCount[],
  now: Date,
): Promise<void> {
  const collection = tenantCollection(db, apiUsage, organizationId);
  const writes = counts.map(({ apiKeyId, writerId, route, hour, ...counted }) => ({
    filter: { _id: toUuid(hashId([organizationId, apiKeyId, writerId, route, hour.toISOString()])) },
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
        timestamp: hour,
        receivedAt: now,
      },
    },
    upsert: true,
  }));
  await collection.write(writes);
}

const sum = (a: Record<string, number>, b: Record<string, number>): Record<string, number> => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...keys].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
};

export type UsageTotals = Counts & { apiKeyId: string | null; route: string };

/** Calls by key and route, of the hours that begin from the first instant on and before the second. */
export async function readApiUsage(
  db: DocumentDatabase,
  organizationId: string,
  { from, to }: { from: Date; to: Date },
): Promise<UsageTotals[]> {
  const collection = tenantCollection(db, apiUsage, organizationId);
  const found = await collection.find({ timestamp: { $gte: from, $lt: to } });
  const totals = new Map<string, UsageTotals>();
  for (const { apiKeyId: key, route, requests, outcomes, durations, requestBytes, responseBytes } of found) {
    const apiKeyId = key?.toString() ?? null;
    const id = JSON.stringify([apiKeyId, route]);
    const before = totals.get(id);
    totals.set(id, {
      apiKeyId,
      route,
      requests: requests + (before?.requests ?? 0),
      outcomes: sum(outcomes, before?.outcomes ?? {}),
      durations: sum(durations, before?.durations ?? {}),
      requestBytes: requestBytes + (before?.requestBytes ?? 0),
      responseBytes: responseBytes + (before?.responseBytes ?? 0),
    });
  }
  return [...totals.values()];
}
