/**
 * Name, unit and additivity of a metric by its id, as used in `values` and `totals` of every answer.
 *
 * @example
 * describeMetric('cpm').unit; // 'micros'
 */
export {
  describeMetric,
  isCalculatedMetric,
  isReportedMetric,
  type MetricId,
  metricIds,
} from '@songtrackpro/contracts/metrics';
export { formatMetric } from '@songtrackpro/contracts/metrics/format';
