import { CommandError } from '../errors.ts';
import type { Check, Keyword } from './json-schema.ts';
import { compileRegex } from './regex.ts';
import { NOTHING } from './schema-scalars.ts';
import { type Doc, isPlainObject, toNumber } from './values.ts';

/** Keywords that look at documents only; any other value passes them. */
export const objectKeywords: Record<string, Keyword> = {
  required: (argument) => {
    if (!Array.isArray(argument) || argument.length === 0)
      throw new CommandError('FailedToParse', "$jsonSchema keyword 'required' cannot be an empty array");
    const names = argument.map(String);
    return onObject((value) => {
      const missing = names.filter((name) => !Object.hasOwn(value, name));
      return missing.length === 0
        ? NOTHING
        : [{ operatorName: 'required', specifiedAs: { required: argument }, missingProperties: missing }];
    });
  },
  properties: (argument, _, compile) => {
    if (!isPlainObject(argument))
      throw new CommandError('TypeMismatch', "$jsonSchema keyword 'properties' must be an object");
    const checks = Object.entries(argument).map(([name, schema]): [string, Check, Doc] => [
      name,
      compile(schema),
      described(schema),
    ]);
    return onObject((value) => {
      const failed: Doc[] = [];
      for (const [propertyName, check, description] of checks) {
        if (!Object.hasOwn(value, propertyName)) continue;
        const details = check(value[propertyName]);
        if (details.length > 0) failed.push({ propertyName, ...description, details });
      }
      return failed.length === 0 ? NOTHING : [{ operatorName: 'properties', propertiesNotSatisfied: failed }];
    });
  },
  patternProperties: (argument, _, compile) => {
    if (!isPlainObject(argument))
      throw new CommandError('TypeMismatch', "$jsonSchema keyword 'patternProperties' must be an object");
    const checks = Object.entries(argument).map(([pattern, schema]): [RegExp, Check] => [
      compileRegex(pattern),
      compile(schema),
    ]);
    return onObject((value) => {
      const failed: Doc[] = [];
      for (const [pattern, check] of checks) {
        for (const propertyName in value) {
          const details = pattern.test(propertyName) ? check(value[propertyName]) : NOTHING;
          if (details.length > 0) failed.push({ propertyName, regexMatched: pattern.source, details });
        }
      }
      return failed.length === 0 ? NOTHING : [{ operatorName: 'patternProperties', details: failed }];
    });
  },
  additionalProperties: (argument, schema, compile) => {
    if (argument === true) return null;
    const known = new Set(isPlainObject(schema.properties) ? Object.keys(schema.properties) : []);
    const patterns = isPlainObject(schema.patternProperties)
      ? Object.keys(schema.patternProperties).map((pattern) => compileRegex(pattern))
      : [];
    const extra = (value: Doc) =>
      Object.keys(value).filter((name) => !known.has(name) && !patterns.some((pattern) => pattern.test(name)));
    if (argument === false) {
      return onObject((value) => {
        const names = extra(value);
        return names.length === 0
          ? NOTHING
          : [
              {
                operatorName: 'additionalProperties',
                specifiedAs: { additionalProperties: false },
                additionalProperties: names,
              },
            ];
      });
    }
    const check = compile(argument);
    return onObject((value) => {
      for (const propertyName of extra(value)) {
        const details = check(value[propertyName]);
        if (details.length > 0) {
          return [
            {
              operatorName: 'additionalProperties',
              reason: 'at least one additional property did not match the subschema',
              failingProperty: propertyName,
              details,
            },
          ];
        }
      }
      return [];
    });
  },
  minProperties: (argument) => counted('minProperties', argument, (count) => count >= toNumber(argument)),
  maxProperties: (argument) => counted('maxProperties', argument, (count) => count <= toNumber(argument)),
  dependencies: (argument, _, compile) => {
    if (!isPlainObject(argument))
      throw new CommandError('TypeMismatch', "$jsonSchema keyword 'dependencies' must be an object");
    const rules = Object.entries(argument).map(([name, rule]): [string, Check] => [
      name,
      Array.isArray(rule)
        ? onObject((value) => {
            const missing = rule.filter((other) => !Object.hasOwn(value, String(other)));
            return missing.length === 0 ? [] : [{ conditionalProperty: name, missingProperties: missing }];
          })
        : compile(rule),
    ]);
    return onObject((value) => {
      const failed = rules.filter(([name]) => Object.hasOwn(value, name)).flatMap(([, check]) => check(value));
      return failed.length === 0 ? [] : [{ operatorName: 'dependencies', failingDependencies: failed }];
    });
  },
};

function onObject(check: (value: Doc) => Doc[]): Check {
  return (value) => (isPlainObject(value) ? check(value) : NOTHING);
}

function counted(operator: string, argument: unknown, holds: (count: number) => boolean): Check {
  return onObject((value) => {
    const count = Object.keys(value).length;
    if (holds(count)) return [];
    return [
      {
        operatorName: operator,
        specifiedAs: { [operator]: argument },
        reason: 'specified number of properties was not satisfied',
        numberOfProperties: count,
      },
    ];
  });
}

function described(schema: unknown): Doc {
  if (!isPlainObject(schema)) return {};
  const { title, description } = schema;
  return { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
}
