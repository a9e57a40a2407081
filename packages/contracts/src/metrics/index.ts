export * from './calculate.ts';
export * from './decimal.ts';
export * from './definitions.ts';
export * from './procedures.ts';
export * from './push-schemas.ts';
export * from './schemas.ts';
