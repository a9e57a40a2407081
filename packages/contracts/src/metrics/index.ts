export * from './absence.ts';
export * from './calculate.ts';
export * from './decimal.ts';
export * from './definitions.ts';
export * from './procedures.ts';
export * from './revisions.ts';
export * from './schemas.ts';
export * from './streaming-metrics.ts';
