import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { type EvaluationOptions, evaluation, inMongoTerms } from './evaluation.ts';
import { compileFilter } from './filter.ts';
import { type Doc, isNumeric, isPlainObject, toNumber } from './values.ts';

type Node =
  | { kind: 'include' }
  | { kind: 'exclude' }
  | { kind: 'compute'; expression: unknown }
  | { kind: 'special'; of: Special }
  | Tree;
interface Tree {
  kind: 'tree';
  fields: Map<string, Node>;
}
/** What only find's projections have: $slice, $elemMatch and the positional `$`. */
type Special = (value: unknown, doc: Doc) => unknown;

export interface ProjectOptions extends EvaluationOptions {
  /** The query's filter, for the positional `$`; given by find only. */
  filter?: Doc | undefined;
  /** find allows $slice, $elemMatch and `$`; the $project stage does not. */
  find?: boolean | undefined;
}

/** Compiles a projection: inclusion or exclusion, with computed fields in the former. */
export function compileProjection(spec: Doc, options: ProjectOptions = {}): (doc: Doc) => Doc {
  const tree: Tree = { kind: 'tree', fields: new Map() };
  for (const [field, value] of Object.entries(spec)) place(tree, field.split('.'), value, options, field);
  const { includes, excludes } = count(tree);
  if (includes > 0 && excludes > 0) {
    throw new CommandError(
      31254,
      'Cannot do exclusion on a field in inclusion projection, or inclusion in exclusion projection',
    );
  }
  const id = tree.fields.get('_id');
  const including = includes > 0 || (excludes === 0 && id?.kind === 'include');
  if (including && !id) tree.fields.set('_id', { kind: 'include' });
  const evaluate = evaluation(options);
  return (doc) =>
    inMongoTerms(() => (including ? include(doc, tree, doc, evaluate) : exclude(doc, tree, doc, evaluate)));
}

function place(tree: Tree, path: string[], value: unknown, options: ProjectOptions, field: string): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (name === '') throw new CommandError(40352, 'FieldPath cannot be constructed with an empty string');
  if (rest.length === 1 && rest[0] === '$' && options.find) {
    set(tree, name, { kind: 'special', of: positional(field.slice(0, -2), options) }, field);
    return;
  }
  if (name.startsWith('$'))
    throw new CommandError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  if (rest.length > 0) {
    const next = tree.fields.get(name) ?? { kind: 'tree', fields: new Map<string, Node>() };
    if (next.kind !== 'tree')
      throw new CommandError(31249, `Path collision at ${field} remaining portion ${rest.join('.')}`);
    tree.fields.set(name, next);
    place(next, rest, value, options, field);
    return;
  }
  if (isPlainObject(value) && !Object.keys(value)[0]?.startsWith('$')) {
    const entries = Object.entries(value);
    if (entries.length === 0)
      throw new CommandError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    for (const [key, inner] of entries) place(tree, [name, ...key.split('.')], inner, options, `${field}.${key}`);
    return;
  }
  set(tree, name, leaf(value, options), field);
}

function set(tree: Tree, name: string, node: Node, field: string): void {
  if (tree.fields.has(name)) throw new CommandError(31250, `Path collision at ${field}`);
  tree.fields.set(name, node);
}

function leaf(value: unknown, options: ProjectOptions): Node {
  if (value === true) return { kind: 'include' };
  if (value === false) return { kind: 'exclude' };
  if (isNumeric(value)) return toNumber(value) === 0 ? { kind: 'exclude' } : { kind: 'include' };
  if (options.find && isPlainObject(value)) {
    if ('$elemMatch' in value) {
      const test = compileFilter({ v: { $elemMatch: value.$elemMatch } }, options);
      const of: Special = (array) => {
        if (!Array.isArray(array)) return undefined;
        const found = array.find((item) => test({ v: [item] }));
        return found === undefined ? undefined : [found];
      };
      return { kind: 'special', of };
    }
    const slice = value.$slice;
    if ('$slice' in value && (isNumeric(slice) || (Array.isArray(slice) && slice.every(isNumeric)))) {
      const [first, size] = Array.isArray(slice) ? slice.map(toNumber) : [undefined, toNumber(slice)];
      return {
        kind: 'special',
        of: Object.assign((array: unknown) => sliced(array, first, size as number), { slice: true }),
      };
    }
  }
  return { kind: 'compute', expression: value };
}

function sliced(array: unknown, first: number | undefined, size: number): unknown {
  if (!Array.isArray(array)) return array;
  if (first === undefined) return size < 0 ? array.slice(size) : array.slice(0, size);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + size);
}

function positional(field: string, options: ProjectOptions): Special {
  const conditions = Object.entries(options.filter ?? {}).filter(
    ([key]) => key === field || key.startsWith(`${field}.`),
  );
  if (conditions.length === 0) {
    throw new CommandError(
      51246,
      `Executor error during find command: positional operator '.$' couldn't find a matching element in the array`,
    );
  }
  const tests = conditions.map(([key, condition]) =>
    compileFilter({ [`v${key.slice(field.length)}`]: condition }, options),
  );
  return (array) => {
    if (!Array.isArray(array)) return array;
    for (const test of tests) {
      const found = array.find((item) => test({ v: [item] }));
      if (found !== undefined) return [found];
    }
    return undefined;
  };
}

function count(tree: Tree, path = ''): { includes: number; excludes: number } {
  let [includes, excludes] = [0, 0];
  for (const [name, node] of tree.fields) {
    if (node.kind === 'tree') {
      const inner = count(node, `${path}${name}.`);
      includes += inner.includes;
      excludes += inner.excludes;
    } else if (node.kind === 'compute' || (node.kind === 'include' && `${path}${name}` !== '_id')) includes += 1;
    else if (node.kind === 'special' && !('slice' in node.of)) includes += 1;
    else if (node.kind === 'exclude' && `${path}${name}` !== '_id') excludes += 1;
  }
  return { includes, excludes };
}

function include(value: unknown, tree: Tree, root: Doc, options: Options): Doc {
  const doc = isPlainObject(value) ? value : {};
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const node = tree.fields.get(name);
    if (!node || node.kind === 'exclude' || node.kind === 'compute') continue;
    const kept = keepIncluded(doc[name], node, root, options);
    if (kept !== undefined) result[name] = kept;
  }
  for (const [name, node] of tree.fields) {
    if (node.kind === 'compute') {
      const computed = evalExpr(root, node.expression, options);
      if (computed !== undefined) result[name] = computed;
    } else if (node.kind === 'tree' && !(name in result) && computes(node)) {
      const inner = include({}, node, root, options);
      if (Object.keys(inner).length > 0) result[name] = inner;
    }
  }
  return result;
}

function keepIncluded(value: unknown, node: Node, root: Doc, options: Options): unknown {
  if (node.kind === 'include') return value;
  if (node.kind === 'special') return node.of(value, root);
  if (node.kind !== 'tree') return undefined;
  if (Array.isArray(value)) {
    const kept: unknown[] = [];
    for (const item of value) {
      if (isPlainObject(item) || Array.isArray(item) || computes(node))
        kept.push(keepIncluded(item, node, root, options));
    }
    return kept;
  }
  if (isPlainObject(value) || computes(node)) return include(value, node, root, options);
  return undefined;
}

function computes(tree: Tree): boolean {
  return [...tree.fields.values()].some((node) => node.kind === 'compute' || (node.kind === 'tree' && computes(node)));
}

function exclude(doc: Doc, tree: Tree, root: Doc, options: Options): Doc {
  const result: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.fields.get(name);
    if (node?.kind === 'exclude') continue;
    const kept =
      node?.kind === 'special'
        ? node.of(value, root)
        : node?.kind === 'tree'
          ? excludeIn(value, node, root, options)
          : value;
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

function excludeIn(value: unknown, tree: Tree, root: Doc, options: Options): unknown {
  if (Array.isArray(value)) return value.map((item) => excludeIn(item, tree, root, options));
  return isPlainObject(value) ? exclude(value, tree, root, options) : value;
}
