import { type ClientSession, type MongoClient, MongoServerError } from 'mongodb';
import { type Entities, Unsupported } from './entities.ts';
import { equal, mismatch, show } from './match.ts';
import type { ExpectedEvents, Json, Operation } from './suite.ts';

/** Why an error isn't the one expected; null when it is. */
export function errorMismatch(error: unknown, expected: Json, entities: Entities): string | null {
  const { code, codeName, message } = error as { code?: unknown; codeName?: unknown; message: string };
  const fromServer = error instanceof MongoServerError;
  if (expected.isClientError === true && fromServer) return `expected an error of the driver, got ${message}`;
  if (expected.isClientError === false && !fromServer) return `expected an error of the server, got ${message}`;
  if (
    expected.errorContains !== undefined &&
    !message.toLowerCase().includes(String(expected.errorContains).toLowerCase())
  ) {
    return `expected a message with "${String(expected.errorContains)}", got "${message}"`;
  }
  if (expected.errorCode !== undefined && expected.errorCode !== code)
    return `expected code ${show(expected.errorCode)}, got ${show(code)}`;
  if (expected.errorCodeName !== undefined && expected.errorCodeName !== codeName)
    return `expected ${show(expected.errorCodeName)}, got ${show(codeName)}`;
  const labels = error as { hasErrorLabel?: (label: string) => boolean };
  for (const label of (expected.errorLabelsContain ?? []) as string[])
    if (!labels.hasErrorLabel?.(label)) return `expected the label ${label}`;
  for (const label of (expected.errorLabelsOmit ?? []) as string[])
    if (labels.hasErrorLabel?.(label)) return `did not expect the label ${label}`;
  const lookup = (name: string) => entities.get(name);
  for (const field of ['writeErrors', 'writeConcernErrors']) {
    const given = (error as Json)[field];
    for (const [index, value] of Object.entries((expected[field] ?? {}) as Json)) {
      const entry = given instanceof Map ? given.get(Number(index)) : (given as Json | undefined)?.[index];
      const inner = mismatch(entry, value, lookup, `${field}.${index}`);
      if (inner) return inner;
    }
  }
  if (expected.errorResponse !== undefined) {
    const inner = mismatch((error as Json).errorResponse, expected.errorResponse, lookup, 'errorResponse');
    if (inner) return inner;
  }
  if (expected.expectResult === undefined) return null;
  const { partialResult, result } = error as Json;
  return mismatch(partialResult ?? result, expected.expectResult, lookup, 'result');
}

/** Why the commands a client sent aren't those expected; null when they are. */
export function eventsMismatch(
  { client, events, eventType = 'command', ignoreExtraEvents }: ExpectedEvents,
  entities: Entities,
): string | null {
  if (eventType !== 'command') throw new Unsupported(`events of type ${eventType} are not observed`);
  const observed = entities.eventsOf(client);
  if (ignoreExtraEvents ? observed.length < events.length : observed.length !== events.length) {
    return `expected ${events.length} events, got ${observed.length}: ${observed.map(({ commandName }) => commandName).join(', ')}`;
  }
  for (let i = 0; i < events.length; i++) {
    const [kind, fields] = Object.entries(events[i] as Json)[0] as [string, Json];
    const event = observed[i];
    if (event?.kind !== kind) return `event ${i}: expected ${kind}, got ${event?.kind}`;
    const { hasServiceId: _, hasServerConnectionId: __, ...expected } = fields;
    for (const [field, value] of Object.entries(expected)) {
      const inner = mismatch(
        event[field as keyof typeof event],
        value,
        (name) => entities.get(name),
        `event ${i}.${field}`,
      );
      if (inner) return inner;
    }
  }
  return null;
}

/** Operations of the test runner itself. */
export async function runAssertion(
  { name, arguments: args = {} }: Operation,
  entities: Entities,
  internal: MongoClient,
): Promise<void> {
  const collections = async () =>
    (await internal.db(String(args.databaseName)).listCollections({}, { nameOnly: true }).toArray()).map(
      (entry) => entry.name,
    );
  const indexes = async () =>
    (await internal.db(String(args.databaseName)).collection(String(args.collectionName)).listIndexes().toArray()).map(
      (entry) => entry.name,
    );
  const lastTwo = () => {
    const started = entities.eventsOf(String(args.client)).filter(({ kind }) => kind === 'commandStartedEvent');
    return started.slice(-2).map(({ command }) => command?.lsid);
  };
  const check = (holds: boolean, message: string) => {
    if (!holds) throw new Error(message);
  };
  switch (name) {
    case 'createEntities':
      return entities.create(args.entities as Json[]);
    case 'assertCollectionExists':
      return check((await collections()).includes(args.collectionName as string), 'the collection is missing');
    case 'assertCollectionNotExists':
      return check(!(await collections()).includes(args.collectionName as string), 'the collection exists');
    case 'assertIndexExists':
      return check((await indexes()).includes(args.indexName as string), 'the index is missing');
    case 'assertIndexNotExists':
      return check(!(await indexes()).includes(args.indexName as string), 'the index exists');
    case 'assertSameLsidOnLastTwoCommands':
      return check(equal(lastTwo()[0], lastTwo()[1]), 'the session ids differ');
    case 'assertDifferentLsidOnLastTwoCommands':
      return check(!equal(lastTwo()[0], lastTwo()[1]), 'the session ids are the same');
    case 'assertSessionNotDirty':
      return check(
        !(entities.get(String(args.session)) as ClientSession).serverSession.isDirty,
        'the session is dirty',
      );
    default:
      throw new Unsupported(`the runner's operation ${name} is not run`);
  }
}
