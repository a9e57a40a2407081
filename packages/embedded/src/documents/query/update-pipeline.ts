import { CommandError } from '../errors.ts';
import { parseStages } from '../pipeline/compile-pipeline.ts';
import { shapeStages } from '../pipeline/shape-stages.ts';
import { type Environment, PAUSE } from '../pipeline/stage.ts';
import { type EvaluationOptions, evaluation } from './evaluation.ts';
import type { Doc } from './values.ts';

const STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** An update written as a pipeline; only the stages that turn one document into one are allowed. */
export function updatePipeline(stages: unknown[], { collation, variables }: EvaluationOptions): (doc: Doc) => Doc {
  const refuse = () => {
    throw new CommandError('InvalidOptions', 'An update sees only the document it changes');
  };
  const environment: Environment = {
    options: evaluation({ collation, variables }),
    collation,
    variables,
    db: '',
    read: refuse,
    indexed: () => false,
    compile: refuse,
    describe: refuse,
  };
  const compiled = parseStages(stages).map(([name, argument]) => {
    const factory = STAGES.has(name) ? shapeStages[name] : undefined;
    if (!factory) throw new CommandError('InvalidOptions', `${name} is not allowed to be used within an update`);
    return factory(argument, environment);
  });
  return (doc) => {
    for (const item of compiled.reduce<ReturnType<(typeof compiled)[number]>>((flow, stage) => stage(flow), [doc]))
      if (item !== PAUSE) return item;
    return {};
  };
}
