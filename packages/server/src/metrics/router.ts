import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getDaily } from './get-daily.ts';
import { listRevisions } from './list-revisions.ts';
import { pushMetrics } from './push-metrics.ts';
import { exportSeries } from './series/export-series.ts';
import { getSeries } from './series/get-series.ts';
import { watchMetrics } from './watch-metrics.ts';

export const metricsEndpoints = implement('metrics', contract.metrics, {
  daily: getDaily,
  push: pushMetrics,
  revisions: listRevisions,
  watch: watchMetrics,
  series: getSeries,
  exportSeries,
});
