import type { FieldFault } from '@songtrackpro/contracts';
import { AppError } from './app-error.ts';

/** Deepest nesting of an input, well beyond that of the deepest contract. */
const deepest = 32;

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

// Walked for every call, up to batches of thousands of values: `for in` over what JSON made takes no memory, a list of its
// entries would.

function isTooDeep(value: object, left: number): boolean {
  if (left === 0) return true;
  for (const name in value) {
    const inner: unknown = value[name as keyof typeof value];
    if (isNested(inner) && isTooDeep(inner, left - 1)) return true;
  }
  return false;
}

/**
 * Refuses an input that is nested deeper than any contract: parsers, hashes and stores go down into it by recursion, which
 * a body of brackets alone could drive into the end of the stack. Itself it never goes beyond the limit.
 */
export function assertNotTooDeep(input: unknown): void {
  if (isNested(input) && isTooDeep(input, deepest)) {
    throw new AppError('invalid_json', {
      message: `The input is nested deeper than ${deepest} levels. Send it flatter.`,
    });
  }
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  if (!isNested(value)) return true;
  for (const name in value) if (!isStorable(value[name as keyof typeof value])) return false;
  return true;
}

function faultsIn(value: unknown, path: readonly string[]): FieldFault[] {
  if (isStorable(value)) return [];
  if (!isNested(value)) return [{ path: path.join('.'), message: 'must not contain the character NUL' }];
  return Object.entries(value).flatMap(([name, inner]) => faultsIn(inner, [...path, name]));
}

/** Texts of an input that no store can hold, by their fields: PostgreSQL has no NUL. The input is not too deep. */
export const unstorableTexts = (input: unknown): FieldFault[] => faultsIn(input, []);
