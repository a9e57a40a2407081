import { listSyncs, type SyncFault, type SyncGauge, type SyncRecord, type TenantTransaction } from '@songtrackpro/db';
import { syncedSeries } from './series.ts';
import { daysIn } from './window.ts';

/** How the sync of an ad account stands. */
export interface SyncHealth {
  adAccountId: string;
  name: string;
  status: SyncRecord['status'];
  /** Since the last sync that got through; null where none did. */
  lagSeconds: number | null;
  succeededAt: string | null;
  /** Until then nothing is asked; null where nothing holds it. */
  waitUntil: string | null;
  /** Of the days to be fetched once, counted for each of the series; null until they are known. */
  backFill: { done: number; total: number } | null;
  rowsRead: number;
  factsChanged: number;
  /** Of the facts that were asked for again, the share that had changed; null where none was. */
  restatedShare: number | null;
  /** Stretches whose pages never made up their sum. */
  unreconciled: number;
  /** What is left of the limit that is used up most, in percent; null where the platform said nothing. */
  quotaLeftPercent: number | null;
  gauges: SyncGauge[];
  fault: SyncFault | null;
}

function backFillOf({ backFillFrom, backFillUntil, backFillCursors }: SyncRecord): SyncHealth['backFill'] {
  if (backFillFrom === null || backFillUntil === null) return null;
  const done = Object.values(backFillCursors).map((since) => daysIn({ since, until: backFillUntil }));
  return {
    done: done.reduce((sum, days) => sum + days, 0),
    total: syncedSeries.length * daysIn({ since: backFillFrom, until: backFillUntil }),
  };
}

function toHealth(record: SyncRecord, now: Date): SyncHealth {
  const { succeededAt, factsCompared, factsRestated, gauges } = record;
  return {
    adAccountId: record.adAccountId,
    name: record.account.name,
    status: record.status,
    lagSeconds: succeededAt === null ? null : Math.max(0, Math.round((now.getTime() - Date.parse(succeededAt)) / 1000)),
    succeededAt,
    waitUntil: record.waitUntil,
    backFill: backFillOf(record),
    rowsRead: record.rowsRead,
    factsChanged: record.factsChanged,
    restatedShare: factsCompared === 0 ? null : factsRestated / factsCompared,
    unreconciled: record.unreconciled,
    quotaLeftPercent: gauges.length === 0 ? null : Math.max(0, 100 - Math.max(...gauges.map(({ percent }) => percent))),
    gauges,
    fault: record.fault,
  };
}

/** How the syncs of a connection stand, or those of the whole organization. */
export async function readSyncHealth(tx: TenantTransaction, now: Date, integrationId?: string): Promise<SyncHealth[]> {
  return (await listSyncs(tx, integrationId)).map((record) => toHealth(record, now));
}
