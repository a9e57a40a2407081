import { type ClientSession, type Collection, type CommandStartedEvent, type Db, MongoClient } from 'mongodb';
import { snapshot } from './match.ts';
import type { Json } from './suite.ts';

export interface ObservedEvent {
  kind: 'commandStartedEvent' | 'commandSucceededEvent' | 'commandFailedEvent';
  commandName: string;
  databaseName: string;
  command?: Json;
  reply?: Json;
}

const SENSITIVE = new Set([
  'hello',
  'isMaster',
  'ismaster',
  'authenticate',
  'saslStart',
  'saslContinue',
  'getnonce',
  'createUser',
  'updateUser',
  'copydbgetnonce',
  'copydbsaslstart',
  'copydb',
  'configureFailPoint',
]);

/** The named things of one test: clients, databases, collections, sessions, cursors and saved results. */
export class Entities {
  readonly #uri: string;
  readonly #items = new Map<string, unknown>();
  readonly #events = new Map<string, ObservedEvent[]>();
  readonly #clients: MongoClient[] = [];
  readonly #sessions: ClientSession[] = [];

  constructor(uri: string) {
    this.#uri = uri;
  }

  get(name: string): unknown {
    if (!this.#items.has(name)) throw new Error(`the test has no entity ${name}`);
    return this.#items.get(name);
  }

  set(name: string, item: unknown): void {
    this.#items.set(name, item);
  }

  eventsOf(client: string): ObservedEvent[] {
    return this.#events.get(client) ?? [];
  }

  async create(specs: Json[]): Promise<void> {
    for (const spec of specs) {
      const [kind, options] = Object.entries(spec)[0] as [string, Json];
      this.set(String(options.id), await this.#make(kind, options));
    }
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) await session.endSession();
    for (const client of this.#clients) await client.close();
  }

  async #make(kind: string, options: Json): Promise<unknown> {
    switch (kind) {
      case 'client':
        return this.#client(options);
      case 'database':
        return (this.get(String(options.client)) as MongoClient).db(
          String(options.databaseName),
          concerns(options.databaseOptions),
        );
      case 'collection':
        return (this.get(String(options.database)) as Db).collection(
          String(options.collectionName),
          concerns(options.collectionOptions),
        ) as Collection;
      case 'session': {
        const session = (this.get(String(options.client)) as MongoClient).startSession(
          (options.sessionOptions ?? {}) as Json,
        );
        this.#sessions.push(session);
        return session;
      }
      default:
        throw new Unsupported(`entities of kind ${kind} are not run`);
    }
  }

  async #client(options: Json): Promise<MongoClient> {
    const query = Object.entries((options.uriOptions ?? {}) as Json).map(
      ([key, value]) => `${key}=${encodeURIComponent(String(value))}`,
    );
    const client = new MongoClient(query.length > 0 ? `${this.#uri}/?${query.join('&')}` : this.#uri, {
      monitorCommands: true,
    });
    const events: ObservedEvent[] = [];
    const observed = (options.observeEvents ?? []) as string[];
    const ignored = new Set((options.ignoreCommandMonitoringEvents ?? []) as string[]);
    const skip = (name: string) =>
      ignored.has(name) || (options.observeSensitiveCommands !== true && SENSITIVE.has(name));
    const names = new Map<number, string>();
    client.on('commandStarted', (event: CommandStartedEvent) => {
      names.set(event.requestId, event.databaseName);
      if (!observed.includes('commandStartedEvent') || skip(event.commandName)) return;
      const { commandName, databaseName, command } = event;
      events.push({ kind: 'commandStartedEvent', commandName, databaseName, command: snapshot(command) });
    });
    client.on('commandSucceeded', ({ commandName, databaseName, reply }) => {
      if (!observed.includes('commandSucceededEvent') || skip(commandName)) return;
      events.push({ kind: 'commandSucceededEvent', commandName, databaseName, reply: reply as Json });
    });
    client.on('commandFailed', ({ commandName, databaseName }) => {
      if (!observed.includes('commandFailedEvent') || skip(commandName)) return;
      events.push({ kind: 'commandFailedEvent', commandName, databaseName });
    });
    this.#events.set(String(options.id), events);
    this.#clients.push(client);
    await client.connect();
    return client;
  }
}

/** A part of the format that this runner leaves out; the test is skipped with the reason. */
export class Unsupported extends Error {}

function concerns(options: unknown): Json {
  return { ...(options as Json | undefined) };
}
