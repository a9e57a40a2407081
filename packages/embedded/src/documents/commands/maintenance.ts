import { CommandError } from '../errors.ts';
import { isNumeric, toNumber } from '../query/values.ts';
import { verifyCollection } from '../storage/verify-collection.ts';
import { collectionName } from './arguments.ts';
import { need } from './collections.ts';
import type { Command, Server } from './context.ts';

/** Compares every document with its index entries, and lets the engine check its own structure. */
const validate: Command = (context) => {
  const { server } = context;
  const collection = need(context, collectionName(context));
  const { errors, keysPerIndex, records } = verifyCollection(collection);
  errors.push(...server.store.integrityFaults());
  return {
    ns: collection.namespace,
    nInvalidDocuments: 0,
    nrecords: records,
    nIndexes: collection.indexes.length,
    keysPerIndex,
    indexDetails: Object.fromEntries(
      collection.indexes.map(({ name }) => [name, { valid: !errors.some((error) => error.includes(`index ${name}`)) }]),
    ),
    valid: errors.length === 0,
    repaired: false,
    warnings: [],
    errors,
    ok: 1,
  };
};

interface Parameter {
  get(server: Server): number;
  set(server: Server, value: number): void;
}

/** What can be adjusted while the server runs, under MongoDB's names. */
const parameters: Record<string, Parameter> = {
  ttlMonitorSleepSecs: { get: ({ expiry }) => expiry.seconds, set: ({ expiry }, value) => expiry.setInterval(value) },
  cursorTimeoutMillis: {
    get: ({ cursors }) => cursors.idleMillis,
    set: ({ cursors }, value) => cursors.setIdle(value),
  },
};

const setParameter: Command = ({ body, server }) => {
  const [name] = Object.keys(body).filter((field) => field in parameters);
  const parameter = name === undefined ? undefined : parameters[name];
  if (!name || !parameter)
    throw new CommandError(
      'InvalidOptions',
      `No such parameter: this server has ${Object.keys(parameters).join(' and ')}`,
    );
  const value = toNumber(body[name]);
  if (!isNumeric(body[name]) || !(value > 0))
    throw new CommandError('BadValue', `${name} must be a number greater than 0`);
  const was = parameter.get(server);
  parameter.set(server, value);
  return { was, ok: 1 };
};

const getParameter: Command = ({ body, server }) => {
  const names = Object.keys(parameters).filter((name) => body.getParameter === '*' || name in body);
  if (names.length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
  return { ...Object.fromEntries(names.map((name) => [name, parameters[name]?.get(server)])), ok: 1 };
};

export const maintenanceCommands = { validate, setParameter, getParameter };
