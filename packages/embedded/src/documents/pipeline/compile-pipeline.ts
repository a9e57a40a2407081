import { CommandError } from '../errors.ts';
import { isPlainObject } from '../query/values.ts';
import { groupStages } from './group-stages.ts';
import { joinStages } from './join-stages.ts';
import { mingoStages } from './mingo-stages.ts';
import { orderStages } from './order-stages.ts';
import { shapeStages } from './shape-stages.ts';
import type { Environment, Stage, StageFactory } from './stage.ts';

const described = (kind: '$indexStats' | '$collStats' | '$listLocalSessions'): StageFactory => {
  return (_, environment) => () => environment.describe(kind);
};

const factories: Record<string, StageFactory> = {
  ...shapeStages,
  ...orderStages,
  ...groupStages,
  ...joinStages,
  ...mingoStages,
  $indexStats: described('$indexStats'),
  $collStats: described('$collStats'),
  $listLocalSessions: described('$listLocalSessions'),
};

/** Stages that begin a pipeline and read nothing before them. */
export const SOURCES = new Set(['$documents', '$indexStats', '$collStats', '$listLocalSessions']);

const ABSENT: Record<string, string> = {
  $changeStream: 'change streams need a replica set',
  $geoNear: 'geospatial queries',
  $search: 'Atlas Search',
  $searchMeta: 'Atlas Search',
  $vectorSearch: 'Atlas Search',
  $currentOp: 'operation listings',
  $listSessions: 'session listings',
  $planCacheStats: 'plan caches',
};

/** Compiles the stages of a pipeline but $out and $merge; each is checked before any document is read. */
export function compilePipeline(stages: unknown, environment: Environment): Stage {
  const compiled = parseStages(stages).map(([name, argument]) => {
    const factory = factories[name];
    if (factory) return factory(argument, environment);
    if (ABSENT[name])
      throw new CommandError('NotImplemented', `${name} is not supported by this server (${ABSENT[name]})`);
    if (name === '$out' || name === '$merge')
      throw new CommandError(40601, `${name} can only be the final stage in the pipeline`);
    throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (input) => compiled.reduce((flow, stage) => stage(flow), input);
}

export function parseStages(stages: unknown): [name: string, argument: unknown][] {
  if (!Array.isArray(stages)) throw new CommandError('TypeMismatch', "'pipeline' option must be specified as an array");
  return stages.map((stage) => {
    if (!isPlainObject(stage))
      throw new CommandError('TypeMismatch', 'Each element of the pipeline array must be an object');
    const entries = Object.entries(stage);
    if (entries.length !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    return entries[0] as [string, unknown];
  });
}
