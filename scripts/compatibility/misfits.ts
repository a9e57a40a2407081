import { resolve, type Schema, type Types, typeOf, valuesOf, variantsOf } from './schema.ts';

/** Why some value of one schema is none of another. */
export interface Misfit {
  reason: 'absent' | 'optional' | 'unknown' | 'type' | 'value' | 'limit';
  /** Path of the field, for example `items[].name`; empty for the whole. */
  path: string;
  text: string;
}

export interface Comparison {
  /** What values are like. */
  given: Types;
  /** What they should be like. */
  expected: Types;
  /**
   * `strict` for what is sent: a field that isn't expected is lost, and limits count. `lenient` for what is answered: more
   * fields, more values of a list and other limits are nothing that a reader stumbles over.
   */
  mode: 'strict' | 'lenient';
}

const atMost = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems'] as const;
const atLeast = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems'] as const;

function limitsOf(given: Schema, expected: Schema, path: string): Misfit[] {
  const narrower = [
    ...atMost.filter((key) => (expected[key] ?? Infinity) < (given[key] ?? Infinity)),
    ...atLeast.filter((key) => (expected[key] ?? -Infinity) > (given[key] ?? -Infinity)),
  ].map((key) => `${key} was ${given[key] ?? 'none'} and is ${expected[key]}`);
  for (const key of ['pattern', 'format'] as const) {
    if (expected[key] !== undefined && expected[key] !== given[key]) narrower.push(`${key} is ${expected[key]}`);
  }
  return narrower.map((text) => ({ reason: 'limit', path, text }));
}

const typeFits = (given: string | undefined, expected: string | undefined): boolean =>
  expected === undefined || given === expected || (given === 'integer' && expected === 'number');

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function fieldsOf(given: Schema, expected: Schema, path: string, comparison: Comparison): Misfit[] {
  const misfits: Misfit[] = [];
  const [has, wants] = [given.properties ?? {}, expected.properties ?? {}];
  for (const [name, wanted] of Object.entries(wants)) {
    const [field, isRequired] = [join(path, name), expected.required?.includes(name) ?? false];
    const found = has[name];
    if (found === undefined) {
      // An input that may be left out is new and nothing else; an answer's field that is gone was read by somebody.
      if (isRequired || comparison.mode === 'lenient') misfits.push({ reason: 'absent', path: field, text: '' });
      continue;
    }
    if (isRequired && !given.required?.includes(name)) misfits.push({ reason: 'optional', path: field, text: '' });
    misfits.push(...misfitsOf(found, wanted, field, comparison));
  }
  if (comparison.mode === 'strict' && typeof expected.additionalProperties !== 'object') {
    const lost = Object.keys(has).filter((name) => !(name in wants));
    misfits.push(...lost.map((name) => ({ reason: 'unknown' as const, path: join(path, name), text: '' })));
  }
  if (typeof given.additionalProperties === 'object' && typeof expected.additionalProperties === 'object') {
    const [one, other] = [given.additionalProperties, expected.additionalProperties];
    misfits.push(...misfitsOf(one, other, join(path, '*'), comparison));
  }
  return misfits;
}

/** One against one, neither of which is a choice. */
function compareOne(given: Schema, expected: Schema, path: string, comparison: Comparison): Misfit[] {
  const [type, wanted] = [typeOf(given), typeOf(expected)];
  if (!typeFits(type, wanted)) return [{ reason: 'type', path, text: type ?? 'anything' }];
  const [values, allowed] = [valuesOf(given), valuesOf(expected)];
  if (allowed !== undefined) {
    if (values === undefined) return [{ reason: 'type', path, text: `any ${type}` }];
    const others = comparison.mode === 'strict' ? values.filter((value) => !allowed.includes(value)) : [];
    return others.map((value) => ({ reason: 'value', path, text: JSON.stringify(value) }));
  }
  const limits = comparison.mode === 'strict' && values === undefined ? limitsOf(given, expected, path) : [];
  if (type === 'object') return [...limits, ...fieldsOf(given, expected, path, comparison)];
  if (type === 'array' && given.items && expected.items) {
    return [...limits, ...misfitsOf(given.items, expected.items, `${path}[]`, comparison)];
  }
  return limits;
}

/** Fields that tell the members of a choice apart: those with one value. */
const marksOf = ({ properties = {} }: Schema) =>
  Object.entries(properties).filter(([, field]) => valuesOf(field)?.length === 1);

/** Whether one member of a choice is meant to be the other, only changed. */
function isSameMember(one: Schema, other: Schema): boolean {
  if (!typeFits(typeOf(one), typeOf(other)) && !typeFits(typeOf(other), typeOf(one))) return false;
  return marksOf(one).every(([name, field]) => {
    const mark = other.properties?.[name];
    return mark !== undefined && valuesOf(mark)?.[0] === valuesOf(field)?.[0];
  });
}

/** Everything about which a value of `given` may not be one of `expected`. */
export function misfitsOf(given: Schema, expected: Schema, path: string, comparison: Comparison): Misfit[] {
  // Types with a name are compared once, by themselves.
  if (given.$ref !== undefined && given.$ref === expected.$ref) return [];
  const allowed = variantsOf(expected, comparison.expected);
  return variantsOf(given, comparison.given).flatMap((one) => {
    const attempts = allowed.map((other) => ({ other, misfits: compareOne(one, other, path, comparison) }));
    if (attempts.some(({ misfits }) => misfits.length === 0)) return [];
    const meant = attempts.find(({ other }) => isSameMember(one, other));
    if (meant) return meant.misfits;
    const marks = marksOf(one).map(([name, field]) => `${name}: ${JSON.stringify(valuesOf(field)?.[0])}`);
    // A member that a reader doesn't know is like a value that he doesn't know.
    if (marks.length > 0 && comparison.mode === 'lenient') return [];
    return [{ reason: 'type', path, text: marks.length > 0 ? `{ ${marks.join(', ')} }` : (typeOf(one) ?? 'anything') }];
  });
}

/** Defaults by path, through fields that are no types with a name. */
export function defaultsOf(schema: Schema, types: Types, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, field] of Object.entries(resolve(schema, types).properties ?? {})) {
    if (field.default !== undefined) found.set(join(path, name), JSON.stringify(field.default));
  }
  return found;
}
