import { CommandError } from '../errors.ts';
import { equalValues } from './compare-values.ts';
import type { Keyword } from './json-schema.ts';
import { failure, NOTHING } from './schema-scalars.ts';
import { toNumber } from './values.ts';

/** Keywords that look at arrays only; any other value passes them. */
export const arrayKeywords: Record<string, Keyword> = {
  minItems: (argument) => sized('minItems', argument, (length) => length >= toNumber(argument)),
  maxItems: (argument) => sized('maxItems', argument, (length) => length <= toNumber(argument)),
  uniqueItems: (argument) => {
    if (argument !== true) return null;
    return (value) => {
      if (!Array.isArray(value)) return [];
      const duplicates = value.filter((item, i) => value.findIndex((other) => equalValues(other, item)) < i);
      if (duplicates.length === 0) return [];
      return [{ ...failure('uniqueItems', true, 'found a duplicate item', value), duplicatedValue: duplicates[0] }];
    };
  },
  items: (argument, _, compile) => {
    if (Array.isArray(argument)) {
      const checks = argument.map(compile);
      return (value) => {
        if (!Array.isArray(value)) return [];
        for (let i = 0; i < Math.min(checks.length, value.length); i++) {
          const details = checks[i]?.(value[i]) ?? [];
          if (details.length > 0)
            return [
              {
                operatorName: 'items',
                reason: 'At least one item did not match the sub-schema',
                itemIndex: i,
                details,
              },
            ];
        }
        return [];
      };
    }
    const check = compile(argument);
    return (value) => {
      if (!Array.isArray(value)) return NOTHING;
      for (let i = 0; i < value.length; i++) {
        const details = check(value[i]);
        if (details.length > 0)
          return [
            { operatorName: 'items', reason: 'At least one item did not match the sub-schema', itemIndex: i, details },
          ];
      }
      return NOTHING;
    };
  },
  additionalItems: (argument, schema, compile) => {
    const { items } = schema;
    if (!Array.isArray(items) || argument === true) return null;
    if (argument !== false && typeof argument !== 'object')
      throw new CommandError('TypeMismatch', "$jsonSchema keyword 'additionalItems' must be an object or a boolean");
    const check = argument === false ? () => [{ reason: 'found additional items' }] : compile(argument);
    return (value) => {
      if (!Array.isArray(value)) return [];
      const at = value.findIndex((item, i) => i >= items.length && check(item).length > 0);
      return at < 0
        ? []
        : [
            {
              operatorName: 'additionalItems',
              specifiedAs: { additionalItems: argument },
              reason: 'At least one additional item did not match',
              itemIndex: at,
            },
          ];
    };
  },
};

function sized(operator: string, argument: unknown, holds: (length: number) => boolean): ReturnType<Keyword> {
  const reason = 'array did not match specified length';
  return (value) =>
    !Array.isArray(value) || holds(value.length)
      ? NOTHING
      : [{ ...failure(operator, argument, reason, value), numberOfItems: value.length }];
}
