export { asOfMoment } from './as-of.ts';
export { daysIn, eachDate, overlaps } from './calendar.ts';
export { toPeriodFact } from './fact-answer.ts';
export { metricValues, totalValues, unavailable } from './metric-values.ts';
export { readLinks } from './read-links.ts';
export { readSeries, type Series } from './read-series.ts';
export { joinNumbers, levelSoFar, longestPeriod, type NumberSoFar, sumSoFar } from './sum-numbers.ts';
