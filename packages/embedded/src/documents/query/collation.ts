import { CommandError } from '../errors.ts';
import { compareStrings, type StringOrder } from './compare-values.ts';
import { type Doc, isPlainObject, toNumber } from './values.ts';

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;

/** The string order a collation document asks for; byte order without one or for locale `simple`. */
export function stringOrder(collation: unknown): StringOrder {
  if (!isActive(collation)) return compareStrings;
  const strength = toNumber(collation.strength ?? 3);
  const sensitivity = SENSITIVITY[Math.min(strength, 3) as 1 | 2 | 3];
  if (sensitivity === undefined) {
    throw new CommandError(
      'BadValue',
      `Enumeration value '${strength}' for field 'collation.strength' is not valid: use 1, 2 or 3`,
    );
  }
  const caseLevel = collation.caseLevel === true;
  const caseFirst = collation.caseFirst;
  const collator = new Intl.Collator(String(collation.locale).replace('_', '-'), {
    sensitivity: caseLevel && sensitivity === 'base' ? 'case' : caseLevel ? 'variant' : sensitivity,
    numeric: collation.numericOrdering === true,
    ignorePunctuation: collation.alternate === 'shifted',
    ...(caseFirst === 'upper' || caseFirst === 'lower' ? { caseFirst } : {}),
  });
  return (a, b) => collator.compare(a, b);
}

export function isActive(collation: unknown): collation is Doc {
  return isPlainObject(collation) && collation.locale !== 'simple' && collation.locale !== undefined;
}

/**
 * Text by which an index with a collation is keyed: equal for strings that the collation calls equal. It says nothing
 * about their order, so the planner uses such an index for equality only.
 */
export function foldFor(collation: Doc): (text: string) => string {
  const strength = toNumber(collation.strength ?? 3);
  if (strength >= 3) return (text) => text.normalize('NFC');
  if (strength === 2) return (text) => text.normalize('NFKD').toLowerCase().normalize('NFKC');
  return (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
