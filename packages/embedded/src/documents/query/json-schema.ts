import { CommandError } from '../errors.ts';
import { arrayKeywords } from './schema-arrays.ts';
import { objectKeywords } from './schema-objects.ts';
import { NOTHING, scalarKeywords } from './schema-scalars.ts';
import { type Doc, isPlainObject } from './values.ts';

/** What of a schema a value breaks, as MongoDB's `errInfo` describes it; empty when nothing. */
export type Check = (value: unknown) => Doc[];
/** Compiles one keyword; null where the keyword says nothing that could fail. */
export type Keyword = (argument: unknown, schema: Doc, compile: (schema: unknown) => Check) => Check | null;

const DESCRIPTIVE = new Set(['title', 'description', '$comment']);

const keywords: Record<string, Keyword> = {
  ...scalarKeywords,
  ...arrayKeywords,
  ...objectKeywords,
  allOf: (argument, _, compile) => {
    const branches = schemas('allOf', argument).map(compile);
    return (value) => {
      const failed = branches
        .map((check, index) => ({ index, details: check(value) }))
        .filter(({ details }) => details.length > 0);
      return failed.length > 0 ? [{ operatorName: 'allOf', schemasNotSatisfied: failed }] : [];
    };
  },
  anyOf: (argument, _, compile) => {
    const branches = schemas('anyOf', argument).map(compile);
    return (value) => {
      if (branches.some((check) => check(value).length === 0)) return NOTHING;
      const failed = branches.map((check, index) => ({ index, details: check(value) }));
      return [{ operatorName: 'anyOf', schemasNotSatisfied: failed }];
    };
  },
  oneOf: (argument, _, compile) => {
    const branches = schemas('oneOf', argument).map(compile);
    return (value) => {
      const outcomes = branches.map((check, index) => ({ index, details: check(value) }));
      const passing = outcomes.filter(({ details }) => details.length === 0).map(({ index }) => index);
      if (passing.length === 1) return [];
      if (passing.length === 0) return [{ operatorName: 'oneOf', schemasNotSatisfied: outcomes }];
      return [{ operatorName: 'oneOf', reason: 'more than one subschema matched', matchingSchemaIndexes: passing }];
    };
  },
  not: (argument, _, compile) => {
    const check = compile(argument);
    return (value) =>
      check(value).length > 0
        ? []
        : [{ operatorName: 'not', reason: 'child expression matched', consideredValue: value }];
  },
};

/** Compiles a `$jsonSchema` (MongoDB's subset of draft 4 with bsonType). Unknown keywords are refused. */
export function compileSchema(schema: unknown): Check {
  if (!isPlainObject(schema)) throw new CommandError('TypeMismatch', '$jsonSchema must be an object');
  const checks: Check[] = [];
  for (const [name, argument] of Object.entries(schema)) {
    if (DESCRIPTIVE.has(name)) continue;
    const keyword = keywords[name];
    if (!keyword) throw new CommandError('FailedToParse', `Unknown $jsonSchema keyword: ${name}`);
    const check = keyword(argument, schema, compileSchema);
    if (check) checks.push(check);
  }
  return (value) => {
    let failed = NOTHING;
    for (const check of checks) {
      const details = check(value);
      if (details.length > 0) failed = failed.length === 0 ? details : [...failed, ...details];
    }
    return failed;
  };
}

/** For mingo's `$jsonSchema` query operator. */
export function schemaValidator(schema: Doc): (doc: Doc) => boolean {
  const check = compileSchema(schema);
  return (doc) => check(doc).length === 0;
}

function schemas(keyword: string, argument: unknown): unknown[] {
  if (Array.isArray(argument) && argument.length > 0) return argument;
  throw new CommandError('BadValue', `$jsonSchema keyword '${keyword}' must be a non-empty array`);
}
