import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getDaily } from './get-daily.ts';
import { pushMetrics } from './push-metrics.ts';

export const metricsEndpoints = implement('metrics', contract.metrics, { daily: getDaily, push: pushMetrics });
