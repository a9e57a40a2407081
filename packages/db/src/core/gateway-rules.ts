import type { Document } from 'mongodb';

/** A request that could leave its organization, or run code on the server, was refused before it was sent. */
export class GatewayError extends Error {
  override name = 'GatewayError';
}

/** Operators that run JavaScript on the server. */
const scripts = new Set(['$where', '$function', '$accumulator']);

const stages = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$count',
  '$bucket',
  '$bucketAuto',
  '$sortByCount',
  '$unwind',
  '$replaceRoot',
  '$replaceWith',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$sample',
  '$facet',
]);

const operators = new Set([
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$push',
  '$addToSet',
  '$pull',
  '$currentDate',
]);

const updateStages = new Set(['$set', '$addFields', '$unset']);

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Refuses code for the server anywhere in a filter, projection, expression or stage. */
export function refuseScripts(value: unknown): void {
  if (typeof value === 'function') throw new GatewayError('a function cannot be sent to the document store');
  if (Array.isArray(value)) for (const item of value) refuseScripts(item);
  else if (isPlain(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (scripts.has(key)) throw new GatewayError(`${key} runs code on the server and is not allowed`);
      refuseScripts(inner);
    }
  }
}

export function checkFilter(filter: unknown): void {
  if (!isPlain(filter)) throw new GatewayError('a filter must be a plain object');
  refuseScripts(filter);
}

/** Allows only stages that see nothing but the documents that went in: no other collection, no writing. */
export function checkPipeline(pipeline: readonly unknown[]): void {
  for (const stage of pipeline) {
    const [name, argument] = onlyEntry(stage);
    if (!stages.has(name)) throw new GatewayError(`the stage ${name} is not allowed through the gateway`);
    if (name === '$facet') {
      for (const inner of Object.values(isPlain(argument) ? argument : {})) {
        if (!Array.isArray(inner)) throw new GatewayError('a facet must be a pipeline');
        checkPipeline(inner);
      }
    }
  }
  refuseScripts(pipeline);
}

function onlyEntry(stage: unknown): [string, unknown] {
  const [entry, ...more] = isPlain(stage) ? Object.entries(stage) : [];
  if (!entry || more.length > 0) throw new GatewayError('a stage must have exactly one name');
  return entry;
}

/** Refuses updates that replace documents, run code, or touch who a document belongs to. */
export function checkUpdate(update: Document | Document[]): void {
  refuseScripts(update);
  if (Array.isArray(update)) for (const stage of update) checkUpdateStage(stage);
  else {
    if (Object.keys(update).length === 0) throw new GatewayError('an update must change something');
    for (const [operator, fields] of Object.entries(update)) {
      if (!operator.startsWith('$')) throw new GatewayError('replacing a document is not allowed through the gateway');
      if (!operators.has(operator)) throw new GatewayError(`the update operator ${operator} is not allowed`);
      refuseOwnership(Object.keys(isPlain(fields) ? fields : {}));
    }
  }
}

function checkUpdateStage(stage: unknown): void {
  const [name, argument] = onlyEntry(stage);
  if (!updateStages.has(name)) throw new GatewayError(`the stage ${name} is not allowed in an update`);
  if (name === '$unset') refuseOwnership([argument].flat().map(String));
  else refuseOwnership(Object.keys(isPlain(argument) ? argument : {}));
}

function refuseOwnership(paths: string[]): void {
  for (const path of paths) {
    const [field] = path.split('.');
    if (field === '_id' || field === 'organizationId') throw new GatewayError(`an update must not touch ${path}`);
  }
}
