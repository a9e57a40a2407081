import { AppError } from './app-error.ts';
import type { Endpoint } from './endpoint.ts';
import { assertNotTooDeep, unstorableTexts } from './nesting.ts';
import { fieldFaults } from './to-app-error.ts';

/** An input as the contract says it is, or the error that names each fault. */
export function parseInput({ procedure }: Pick<Endpoint, 'procedure'>, rawInput: unknown): unknown {
  assertNotTooDeep(rawInput);
  const input = procedure.input.safeParse(rawInput);
  if (!input.success)
    throw new AppError('invalid_input', { details: { fields: fieldFaults(input.error) }, cause: input.error });
  const fields = unstorableTexts(input.data);
  if (fields.length > 0) throw new AppError('invalid_input', { details: { fields } });
  return input.data;
}
