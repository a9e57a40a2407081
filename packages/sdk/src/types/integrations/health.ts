// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { SyncFault, SyncGauge } from './calls.ts';
import type { IntegrationReason } from './reasons.ts';
import type { IntegrationStatus } from './schemas.ts';

export interface IntegrationHealth {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  status: IntegrationStatus;
  reason: IntegrationReason | null;
  nextStep: string | null;
  /** Of each ad account that was chosen and asked for. */
  accounts: SyncHealth[];
}

export interface SyncHealth {
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  name: string;
  /** `idle` between two syncs; `throttled` and `failed` go on by themselves after `waitUntil`. */
  status: 'queued' | 'running' | 'idle' | 'throttled' | 'failed';
  /** Since the last sync that got through; null where none did. */
  lagSeconds: number | null;
  succeededAt: Instant | null;
  /** Until then nothing is asked; null where nothing holds it. */
  waitUntil: Instant | null;
  /** Days to be fetched once, counted for each of the series; null until they are known. */
  backFill: {
    done: number;
    total: number;
  } | null;
  rowsRead: number;
  factsChanged: number;
  /** Of the facts that were asked for again, the share that had changed; null where none was. */
  restatedShare: number | null;
  /** Stretches of days whose pages never made up their sum. */
  unreconciled: number;
  /** What is left of the limit that is used up most; null where the provider said nothing. */
  quotaLeftPercent: number | null;
  gauges: SyncGauge[];
  fault: SyncFault | null;
}
