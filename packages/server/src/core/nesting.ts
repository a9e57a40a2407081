import type { FieldFault } from '@songtrackpro/contracts';
import { AppError } from './app-error.ts';

/** Deepest nesting of an input, well beyond that of the deepest contract. */
const deepest = 32;

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Refuses an input that is nested deeper than any contract: parsers, hashes and stores go down into it by recursion, which
 * a body of brackets alone could drive into the end of the stack. Goes level by level itself.
 */
export function assertNotTooDeep(input: unknown): void {
  let level = isNested(input) ? [input] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepest) {
      throw new AppError('invalid_json', {
        message: `The input is nested deeper than ${deepest} levels. Send it flatter.`,
      });
    }
    level = level.flatMap((value) => Object.values(value).filter(isNested));
  }
}

/** Texts of an input that no store can hold, by their fields: PostgreSQL has no NUL. The input is not too deep. */
export function unstorableTexts(input: unknown, path: readonly string[] = []): FieldFault[] {
  if (typeof input === 'string')
    return input.includes('\0') ? [{ path: path.join('.'), message: 'must not contain the character NUL' }] : [];
  return isNested(input)
    ? Object.entries(input).flatMap(([name, value]) => unstorableTexts(value, [...path, name]))
    : [];
}
