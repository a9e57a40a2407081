import { z } from 'zod';
import { invalid, StripeRefusal } from './stripe-refusal.ts';

// Stripe's bodies and queries are forms whose names carry brackets: items[0][price]=price_1, metadata[team]=a.

export type FormValue = string | FormValue[] | { [name: string]: FormValue };

interface Branch {
  [name: string]: string | Branch;
}

/** A form as nested values; names that are all numbers make a list. */
export function parseForm(text: string): FormValue {
  const root: Branch = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = name.replaceAll(']', '').split('[');
    let branch = root;
    for (const step of steps.slice(0, -1)) {
      const key = step === '' ? String(Object.keys(branch).length) : step;
      const next = branch[key];
      const below: Branch = typeof next === 'object' ? next : Object.create(null);
      branch[key] = below;
      branch = below;
    }
    const last = steps.at(-1) ?? '';
    branch[last === '' ? String(Object.keys(branch).length) : last] = value;
  }
  return shape(root);
}

function shape(branch: Branch): FormValue {
  const entries = Object.entries(branch).map(([name, value]): [string, FormValue] => [
    name,
    typeof value === 'string' ? value : shape(value),
  ]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Parses what was asked; answers like Stripe where it is wrong. */
export function readInput<S extends z.ZodType>(schema: S, asked: FormValue): z.output<S> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [first = '', ...rest] = (issue?.path ?? []).map(String);
  const param = first + rest.map((step) => `[${step}]`).join('');
  if (issue?.code === 'invalid_type' && issue.expected === 'never')
    throw invalid(`Received unknown parameter: ${param}`, param, 'parameter_unknown');
  if (issue?.code === 'invalid_type' && issue.message.includes('undefined'))
    throw new StripeRefusal({
      status: 400,
      type: 'invalid_request_error',
      code: 'parameter_missing',
      param,
      message: `Missing required param: ${param}.`,
    });
  throw invalid(`Invalid ${param}: ${issue?.message ?? 'wrong value'}`, param);
}

/** A parameter that Stripe obeys and this doesn't: better refused than passed over. */
export const notPlayed = z.undefined({ error: 'is not played by this stand-in for Stripe' }).optional();
/** A parameter that Stripe no longer knows. */
export const gone = z.never().optional();
export const integer = z
  .string()
  .regex(/^-?\d+$/, 'must be an integer')
  .transform(Number);
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number')
  .transform(Number);
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
/** Where Stripe lets a value be taken away by an empty one. */
export const emptyable = <S extends z.ZodType>(type: S) => z.union([z.literal('').transform(() => null), type]);
/** Values of a record that become empty are taken out. */
export const metadata = emptyable(z.record(z.string(), z.string())).optional();

export function mergeMetadata(known: Record<string, string>, asked: z.output<typeof metadata>): Record<string, string> {
  if (asked === undefined) return known;
  if (asked === null) return {};
  return Object.fromEntries(Object.entries({ ...known, ...asked }).filter(([, value]) => value !== ''));
}
