import { CommandError } from '../errors.ts';
import type { Plan } from '../indexes/plan-query.ts';
import { PAUSE } from '../pipeline/stage.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import type { ScanStatistics } from '../storage/scan-plan.ts';
import { splitPipeline } from './aggregate.ts';
import { integerOf, objectOf } from './arguments.ts';
import type { Command, CommandContext } from './context.ts';
import { planSelection, type Selection, selectPaced } from './select.ts';
import { VERSION } from './version.ts';

interface Explained {
  selection: Selection;
  stages: Doc[];
}

/** The plan of a command; with verbosity executionStats also what running it reads. Writes are explained, not run. */
const explain: Command = (context) => {
  const { body, db, server } = context;
  const inner = objectOf(body, 'explain');
  if (!inner) throw new CommandError('TypeMismatch', 'explain needs a command');
  const name = String(Object.values(inner)[0]);
  const { selection, stages } = explained({ ...context, body: inner });
  const collection = server.store.catalog.find(db, name);
  const reply = collection
    ? explainPlan(collection, selection, String(body.verbosity ?? 'allPlansExecution'))
    : emptyPlan(`${db}.${name}`, selection);
  const common = { command: { ...inner, $db: db }, serverInfo: { host: 'localhost', version: VERSION }, ok: 1 };
  if (!('aggregate' in inner) || stages.length === 0) return { explainVersion: '1', ...reply, ...common };
  return { explainVersion: '1', stages: [{ $cursor: reply }, ...stages], ...common };
};

function explained(context: CommandContext): Explained {
  const { body } = context;
  const collation = objectOf(body, 'collation');
  switch (Object.keys(body)[0]) {
    case 'find': {
      const common = {
        filter: objectOf(body, 'filter') ?? {},
        sort: objectOf(body, 'sort'),
        hint: body.hint,
        collation,
      };
      const limit = Math.abs(toNumber(body.limit ?? 0));
      return {
        selection: {
          ...common,
          skip: integerOf(body, 'skip'),
          limit,
          min: objectOf(body, 'min'),
          max: objectOf(body, 'max'),
        },
        stages: [],
      };
    }
    case 'count':
    case 'distinct':
      return { selection: { filter: objectOf(body, 'query') ?? {}, hint: body.hint, collation }, stages: [] };
    case 'findAndModify':
      return {
        selection: {
          filter: objectOf(body, 'query') ?? {},
          sort: objectOf(body, 'sort'),
          hint: body.hint,
          limit: 1,
          collation,
        },
        stages: [],
      };
    case 'update':
    case 'delete': {
      const [statement] = (body.updates ?? body.deletes ?? []) as unknown[];
      if (!isPlainObject(statement)) throw new CommandError('FailedToParse', 'explain needs one statement');
      return {
        selection: {
          filter: objectOf(statement, 'q') ?? {},
          hint: statement.hint,
          collation: objectOf(statement, 'collation'),
        },
        stages: [],
      };
    }
    case 'aggregate': {
      const { selection, rest, output } = splitPipeline(context);
      return { selection, stages: output ? [...rest, { [output[0]]: output[1] }] : rest };
    }
    default:
      throw new CommandError(
        'CommandNotSupported',
        `Explain failed due to unknown or unsupported command: ${Object.keys(body)[0]}`,
      );
  }
}

function explainPlan(collection: Collection, selection: Selection, verbosity: string): Doc {
  const plan = planSelection(collection, selection);
  const queryPlanner = {
    namespace: collection.namespace,
    parsedQuery: selection.filter,
    indexFilterSet: false,
    winningPlan: describePlan(plan, selection),
    rejectedPlans: [],
  };
  if (verbosity === 'queryPlanner') return { queryPlanner };
  const statistics: ScanStatistics = { keys: 0, documents: 0 };
  const since = performance.now();
  let nReturned = 0;
  for (const item of selectPaced(collection, selection, plan, statistics)) if (item !== PAUSE) nReturned += 1;
  const executionStats = {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - since),
    totalKeysExamined: statistics.keys,
    totalDocsExamined: statistics.documents,
    executionStages: { ...describePlan(plan, selection), nReturned },
  };
  return { queryPlanner, executionStats };
}

function describePlan(plan: Plan, { filter, sort, skip, limit }: Selection): Doc {
  const { index, backward } = plan;
  const direction = backward ? 'backward' : 'forward';
  const residual = plan.exact ? {} : { filter };
  let stage: Doc = { stage: 'COLLSCAN', ...residual, direction };
  if (index) {
    const { name, spec, multikey, unique, sparse, partialFilter } = index;
    const scan = {
      stage: 'IXSCAN',
      keyPattern: spec.key,
      indexName: name,
      isMultiKey: multikey,
      isUnique: unique,
      isSparse: sparse,
      isPartial: partialFilter !== null,
      direction,
      ranges: plan.ranges.length,
    };
    stage = { stage: 'FETCH', ...residual, inputStage: scan };
  }
  if (!plan.sorted && sort) stage = { stage: 'SORT', sortPattern: sort, inputStage: stage };
  if (skip) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return stage;
}

function emptyPlan(namespace: string, { filter }: Selection): Doc {
  return {
    queryPlanner: { namespace, parsedQuery: filter, winningPlan: { stage: 'EOF' }, rejectedPlans: [] },
    executionStats: { executionSuccess: true, nReturned: 0, totalKeysExamined: 0, totalDocsExamined: 0 },
  };
}

export const explainCommands = { explain };
