import { Decimal128, Long, UUID } from 'mongodb';
import type { Field, Fields } from './document-fields.ts';
import { anchored } from './document-schema.ts';

/** What is wrong with a value, with the path of the part; null when nothing is. */
export function faultOf(field: Field, value: unknown, path: string): string | null {
  const unless = (holds: boolean, what: string) => (holds ? null : `${path} must be ${what}`);
  switch (field.kind) {
    case 'uuid':
      return unless(value instanceof UUID, 'a UUID');
    case 'instant':
      return unless(value instanceof Date && !Number.isNaN(value.getTime()), 'a date');
    case 'flag':
      return unless(typeof value === 'boolean', 'true or false');
    case 'long':
      return unless(Long.isLong(value), 'a 64-bit integer');
    case 'decimal':
      return unless(value instanceof Decimal128, 'a decimal');
    case 'text':
      return textFault(field, value, path);
    case 'oneOf':
      return unless(
        field.members.some((member) => member === value),
        `one of ${field.members.join(', ')}`,
      );
    case 'whole':
      return unless(
        Number.isInteger(value) && within(field, value),
        `a whole number from ${field.min} to ${field.max}`,
      );
    case 'number':
      return unless(within(field, value), `a number from ${field.min} to ${field.max}`);
    case 'nullable':
      return value === null ? null : faultOf(field.of, value, path);
    case 'either': {
      const faults = field.of.map((option) => faultOf(option, value, path));
      return faults.includes(null) ? null : faults.join(', or ');
    }
    case 'list':
      return listFault(field, value, path);
    case 'record':
      return recordFault(field.fields, value, `${path}.`);
    case 'map':
      return mapFault(field, value, path);
  }
}

/** What is wrong with a whole document; null when nothing is. */
export const documentFault = (fields: Fields, value: unknown): string | null => recordFault(fields, value, '');

function within({ min, max }: { min: number; max: number }, value: unknown): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function textFault({ max, pattern }: Field & { kind: 'text' }, value: unknown, path: string): string | null {
  if (typeof value !== 'string') return `${path} must be text`;
  if (value.length > max && [...value].length > max) return `${path} must have at most ${max} characters`;
  if (pattern !== undefined && !new RegExp(anchored(pattern), 'u').test(value)) return `${path} must match ${pattern}`;
  return null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function recordFault(fields: Fields, value: unknown, prefix: string): string | null {
  if (!isPlain(value)) return `${prefix.slice(0, -1) || 'the document'} must be an object`;
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) return `${prefix}${name} is missing`;
    const fault = faultOf(field, value[name], `${prefix}${name}`);
    if (fault !== null) return fault;
  }
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  return unknown === undefined ? null : `${prefix}${unknown} is not a field`;
}

function listFault({ of, maxItems }: Field & { kind: 'list' }, value: unknown, path: string): string | null {
  if (!Array.isArray(value)) return `${path} must be a list`;
  if (value.length > maxItems) return `${path} must have at most ${maxItems} entries`;
  for (const [index, item] of value.entries()) {
    const fault = faultOf(of, item, `${path}.${index}`);
    if (fault !== null) return fault;
  }
  return null;
}

function mapFault({ key, of }: Field & { kind: 'map' }, value: unknown, path: string): string | null {
  if (!isPlain(value)) return `${path} must be an object`;
  const wanted = new RegExp(anchored(key), 'u');
  for (const [name, item] of Object.entries(value)) {
    if (!wanted.test(name)) return `${path}.${name} is not a name that it may have (${key})`;
    const fault = faultOf(of, item, `${path}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
}
