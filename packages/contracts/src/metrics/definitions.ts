import { calculatedMetrics } from './definitions-calculated.ts';
import { reportedMetrics } from './definitions-reported.ts';

/**
 * The one list of metrics. A *reported* metric is a fact that a source states; a *calculated* metric is made from
 * reported ones, always as a ratio of sums, never stored by itself as a fact and never averaged.
 */
export type MetricUnit =
  /** A whole number, 0 or more. */
  | 'count'
  /** Major units of the fact's currency, an exact decimal string. */
  | 'money'
  /** Seconds, an exact decimal string. */
  | 'seconds'
  /** A plain quotient: a number when calculated, an exact decimal string when reported. */
  | 'ratio'
  /** 0 to 1 in the ordinary case (0.02 is 2 percent); a number. */
  | 'fraction'
  /** Millionths of the currency's major unit; an integer. */
  | 'micros';

export interface ReportedMetric {
  name: string;
  unit: Extract<MetricUnit, 'count' | 'money' | 'seconds' | 'ratio'>;
  /** Whether values of different days, subjects or breakdown members may be added. Distinct people never may. */
  additive: boolean;
  /** Who says it and what to beware of. */
  source: string;
}

export type ReportedMetricId = keyof typeof reportedMetrics;
export type CalculatedMetricId = keyof typeof calculatedMetrics;
export type MetricId = ReportedMetricId | CalculatedMetricId;

/** Why a calculated metric has no value. A zero denominator is never answered with 0, which would read as "free". */
export type NullReason =
  | 'unavailable'
  | 'out_of_range'
  | 'no_impressions'
  | 'no_reach'
  | 'no_clicks'
  | 'no_link_clicks'
  | 'no_landing_page_views'
  | 'no_results'
  | 'no_conversions'
  | 'no_spend'
  | 'no_cost'
  | 'no_streams'
  | 'no_listeners'
  | 'no_saves'
  | 'no_plays'
  | 'no_video_plays';

export interface CalculatedMetric {
  name: string;
  unit: Extract<MetricUnit, 'fraction' | 'ratio' | 'micros'>;
  /** The sum of these is divided ... */
  numerator: readonly ReportedMetricId[];
  /** ... by this, ... */
  denominator: ReportedMetricId;
  /** ... then multiplied (1,000 for a CPM; default 1) ... */
  multiplier?: number;
  /** ... and this is added (-1 for a return on investment; default 0). */
  offset?: number;
  additive: false;
  /** The reason when the denominator is 0. A part that is not known at all gives `unavailable`. */
  zeroReason: Exclude<NullReason, 'unavailable' | 'out_of_range'>;
  formula: string;
  source: string;
}

export { calculatedMetrics, reportedMetrics };

export const reportedMetricIds = Object.keys(reportedMetrics) as readonly ReportedMetricId[];
export const calculatedMetricIds = Object.keys(calculatedMetrics) as readonly CalculatedMetricId[];
export const metricIds: readonly MetricId[] = [...reportedMetricIds, ...calculatedMetricIds];

export function isReportedMetric(id: string): id is ReportedMetricId {
  return Object.hasOwn(reportedMetrics, id);
}

export function isCalculatedMetric(id: string): id is CalculatedMetricId {
  return Object.hasOwn(calculatedMetrics, id);
}

/** Name, unit and additivity of any metric, reported or calculated. */
export function describeMetric(id: MetricId): ReportedMetric | CalculatedMetric {
  return isReportedMetric(id) ? reportedMetrics[id] : calculatedMetrics[id];
}
