import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { inMongoTerms } from '../query/evaluation.ts';
import { type Doc, isPlainObject } from '../query/values.ts';
import { compileOperator } from './compile-operator.ts';

export type Expression = (doc: Doc) => unknown;

/** Compiles an expression: field paths, constants, comparisons and conditions are read directly, all else is mingo's. */
export function compileExpression(expression: unknown, options: Options): Expression {
  if (typeof expression === 'string') {
    if (!expression.startsWith('$')) return () => expression;
    if (expression === '$$ROOT' || expression === '$$CURRENT') return (doc) => doc;
    if (!expression.startsWith('$$')) return fieldPath(expression.slice(1).split('.'));
  } else if (!Array.isArray(expression) && !isPlainObject(expression)) {
    return () => expression;
  }
  const compiled = isPlainObject(expression)
    ? compileOperator(expression, options, (part) => compileExpression(part, options))
    : null;
  return compiled ?? ((doc) => inMongoTerms(() => evalExpr(doc, expression, options)));
}

/** A field path as an expression: through arrays it gives the array of what their documents have there. */
export function fieldPath(path: string[]): Expression {
  const [name] = path;
  if (path.length === 1 && name !== undefined) return (doc) => (Object.hasOwn(doc, name) ? doc[name] : undefined);
  return (doc) => walk(doc, path, 0);
}

function walk(value: unknown, path: string[], at: number): unknown {
  if (at === path.length) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const found = isPlainObject(item) || Array.isArray(item) ? walk(item, path, at) : undefined;
      return found === undefined ? [] : [found];
    });
  }
  const name = path[at] as string;
  return isPlainObject(value) && Object.hasOwn(value, name) ? walk(value[name], path, at + 1) : undefined;
}
