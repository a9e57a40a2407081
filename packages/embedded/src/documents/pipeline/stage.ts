import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import type { Doc } from '../query/values.ts';

/** Stands between documents where a long computation lets other clients have a turn. */
export const PAUSE: unique symbol = Symbol('pause');
export type Flow<T = Doc> = Iterable<T | typeof PAUSE>;

/** Bytes that one blocking stage may hold; MongoDB's limit as well. This server doesn't spill to disk. */
export const STAGE_MEMORY = 100 * 1024 * 1024;

/** What stages need of the server beyond their input. */
export interface Environment {
  options: Options;
  collation: Doc | undefined;
  variables: Doc | undefined;
  db: string;
  /** Documents of a collection that a filter finds; empty when it doesn't exist. */
  read(collection: string, filter: Doc, variables?: Doc): Flow;
  /** Whether an index serves equality on the field. */
  indexed(collection: string, field: string): boolean;
  compile(stages: unknown, variables?: Doc): Stage;
  describe(kind: '$indexStats' | '$collStats' | '$listLocalSessions'): Doc[];
}

export type Stage = (input: Flow) => Flow;
export type StageFactory = (argument: unknown, environment: Environment) => Stage;

export function* map(input: Flow, to: (doc: Doc) => Doc): Flow {
  for (const item of input) yield item === PAUSE ? item : to(item);
}

/** Everything, for a stage that can answer only after it has seen it all. */
export function* gather(name: string, input: Flow, into: Doc[], size: (doc: Doc) => number): Generator<typeof PAUSE> {
  let bytes = 0;
  for (const item of input) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    into.push(item);
    bytes += size(item);
    if (bytes > STAGE_MEMORY) throw exceeded(name);
  }
}

export function exceeded(name: string): CommandError {
  return new CommandError(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `PlanExecutor error during aggregation :: caused by :: ${name} exceeded the memory limit of ${STAGE_MEMORY} bytes: match or project less before it`,
  );
}
