import { isPlainObject } from '../query/values.ts';
import { parseStages } from './compile-pipeline.ts';

/**
 * The top-level fields a pipeline can possibly look at, so that only they are decoded; null when it may be all.
 * Read from the front until a stage makes new documents.
 */
export function neededFields(stages: unknown): Set<string> | null {
  const fields = new Set<string>();
  for (const [name, argument] of parseStages(stages)) {
    switch (name) {
      case '$match':
        if (!addFilter(argument, fields)) return null;
        break;
      case '$sort':
        for (const field of Object.keys(argument as object)) fields.add(top(field));
        break;
      case '$skip':
      case '$limit':
        break;
      case '$group':
      case '$sortByCount':
      case '$bucket':
        return addExpression(argument, fields) ? fields : null;
      case '$count':
        return fields;
      default:
        return null;
    }
  }
  return null;
}

function addFilter(filter: unknown, fields: Set<string>): boolean {
  if (!isPlainObject(filter)) return false;
  return Object.entries(filter).every(([field, condition]) => {
    if (field === '$and' || field === '$or' || field === '$nor')
      return Array.isArray(condition) && condition.every((part) => addFilter(part, fields));
    if (field === '$expr') return addExpression(condition, fields);
    if (field.startsWith('$')) return false;
    fields.add(top(field));
    return true;
  });
}

function addExpression(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return !/^\$\$(ROOT|CURRENT|DESCEND|PRUNE|KEEP)/.test(expression);
    if (expression.startsWith('$')) fields.add(top(expression.slice(1)));
    return true;
  }
  if (Array.isArray(expression)) return expression.every((part) => addExpression(part, fields));
  if (!isPlainObject(expression)) return true;
  return Object.entries(expression).every(
    ([name, part]) => name === '$literal' || (name !== '$getField' && addExpression(part, fields)),
  );
}

function top(path: string): string {
  return path.split('.')[0] as string;
}
