import { isPlainObject } from './values.ts';

type Visit = (value: unknown) => boolean;

/**
 * Calls `visit` with each value a dotted path reaches, as MongoDB's matcher does: through the objects of an array,
 * and by position in it; undefined where the path ends in nothing. Stops and answers true once `visit` does.
 * With `elements`, an array at the end is visited element by element before the array itself.
 */
export function someAtPath(
  value: unknown,
  path: readonly string[],
  at: number,
  elements: boolean,
  visit: Visit,
): boolean {
  if (at === path.length) {
    if (elements && Array.isArray(value)) for (const item of value) if (visit(item)) return true;
    return visit(value);
  }
  const name = path[at] as string;
  if (isPlainObject(value)) {
    return someAtPath(Object.hasOwn(value, name) ? value[name] : undefined, path, at + 1, elements, visit);
  }
  if (!Array.isArray(value)) return visit(undefined);
  if (isPosition(name) && Number(name) < value.length) {
    if (someAtPath(value[Number(name)], path, at + 1, elements, visit)) return true;
  }
  for (const item of value) if (isPlainObject(item) && someAtPath(item, path, at, elements, visit)) return true;
  return false;
}

export function isPosition(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}
