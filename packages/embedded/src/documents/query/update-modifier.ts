import { CommandError } from '../errors.ts';
import { type Doc, typeName } from './values.ts';

export interface UpdateTarget {
  field: string;
  now: Date;
  collation: Doc | undefined;
}

/** Answers what becomes of a field; `keep` leaves it as it is. */
export type Modifier = (current: unknown, argument: unknown, target: UpdateTarget) => unknown;

export const keep = Symbol('keep');
export const remove = Symbol('remove');

export function arrayFor(operator: string, current: unknown, field: string): unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw new CommandError(
    operator === '$pop' ? 'TypeMismatch' : 'BadValue',
    operator === '$pop'
      ? `Path '${field}' contains an element of non-array type '${typeName(current)}'`
      : `The field '${field}' must be an array but is of type ${typeName(current)}`,
  );
}
