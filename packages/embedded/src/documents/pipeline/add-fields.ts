import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { compileExpression, type Expression } from '../expressions/compile.ts';
import { type Doc, isPlainObject } from '../query/values.ts';

type Node = Expression | Map<string, Node>;

/** $addFields: evaluates on the document as it came, sets into every element of an array on the way, copies only what changes. */
export function addFields(argument: unknown, options: Options): (doc: Doc) => Doc {
  if (!isPlainObject(argument)) throw new CommandError(40272, '$addFields specification stage must be an object');
  const root = new Map<string, Node>();
  for (const [field, value] of Object.entries(argument)) place(root, field.split('.'), value, options, field);
  return (doc) => apply(doc, root, doc);
}

function place(tree: Map<string, Node>, path: string[], value: unknown, options: Options, field: string): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (name === '') throw new CommandError(40352, 'FieldPath must not contain an empty field name');
  if (name.startsWith('$'))
    throw new CommandError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  const nested =
    rest.length === 0 &&
    isPlainObject(value) &&
    !Object.keys(value)[0]?.startsWith('$') &&
    Object.keys(value).length > 0;
  if (rest.length === 0 && !nested) {
    if (tree.has(name))
      throw new CommandError(
        40176,
        `Invalid $addFields :: specification contains two conflicting paths. Cannot specify both '${field}' and a part of it`,
      );
    tree.set(name, compileExpression(value, options));
    return;
  }
  const next = tree.get(name) ?? new Map<string, Node>();
  if (!(next instanceof Map))
    throw new CommandError(40176, `Invalid $addFields :: specification contains two conflicting paths: '${field}'`);
  tree.set(name, next);
  if (!nested) place(next, rest, value, options, field);
  else
    for (const [key, inner] of Object.entries(value as Doc))
      place(next, key.split('.'), inner, options, `${field}.${key}`);
}

function apply(value: unknown, tree: Map<string, Node>, root: Doc): Doc {
  const result: Doc = isPlainObject(value) ? { ...value } : {};
  for (const [name, node] of tree) {
    const next = node instanceof Map ? applyInside(result[name], node, root) : node(root);
    if (next === undefined) delete result[name];
    else result[name] = next;
  }
  return result;
}

function applyInside(value: unknown, tree: Map<string, Node>, root: Doc): unknown {
  return Array.isArray(value) ? value.map((item) => applyInside(item, tree, root)) : apply(value, tree, root);
}
