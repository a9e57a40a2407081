import { CommandError } from '../errors.ts';
import { encodeReply, type Request } from '../protocol/messages.ts';
import type { Doc } from '../query/values.ts';
import { aggregateCommands, hasOutput } from './aggregate.ts';
import { authenticateCommands, checkAuthentication } from './authenticate.ts';
import { backupCommands } from './backup.ts';
import { bulkWriteCommands } from './bulk-write.ts';
import { checkRequest } from './check-request.ts';
import { collectionCommands } from './collections.ts';
import type { Client, Command, Reply, Server } from './context.ts';
import { explainCommands } from './explain.ts';
import { findCommands } from './find.ts';
import { handshakeCommands } from './handshake.ts';
import { indexCommands } from './indexes.ts';
import { insertCommands } from './insert.ts';
import { maintenanceCommands } from './maintenance.ts';
import { statisticsCommands } from './statistics.ts';
import { updateCommands } from './update.ts';

const commands = new Map<string, Command>(
  Object.entries({
    ...handshakeCommands,
    ...authenticateCommands,
    ...insertCommands,
    ...findCommands,
    ...updateCommands,
    ...bulkWriteCommands,
    ...aggregateCommands,
    ...collectionCommands,
    ...indexCommands,
    ...statisticsCommands,
    ...maintenanceCommands,
    ...backupCommands,
    ...explainCommands,
  }),
);

/** Those that never write; any other one, also one to come, waits while writes are stopped. */
const readers = new Set([
  ...Object.keys({ ...handshakeCommands, ...authenticateCommands, ...findCommands, ...statisticsCommands }),
  ...Object.keys({ ...maintenanceCommands, ...explainCommands, ...backupCommands }),
  ...['distinct', 'listCollections', 'listDatabases', 'listIndexes'],
]);

const mayWrite = (name: string, { pipeline }: Doc): boolean =>
  name === 'aggregate' ? hasOutput(pipeline) : !readers.has(name);

/** Runs a request's command and encodes what it answers; every refusal becomes a reply in MongoDB's form. */
export function dispatch(server: Server, client: Client, request: Request): Buffer | Promise<Buffer> {
  try {
    const name = Object.keys(request.body)[request.legacy ? 1 : 0] ?? '';
    checkAuthentication(server, client, name);
    const command = commands.get(name);
    if (!command) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
    const db = request.body.$db;
    if (typeof db !== 'string')
      throw new CommandError('MissingField', "BSON field '$db' is missing but a required field");
    checkRequest(name, request.body);
    server.sessions.note(request.body.lsid);
    const run = () => command({ server, client, db, body: request.body, request });
    const reply = mayWrite(name, request.body) ? server.writes.pass(run) : run();
    return reply instanceof Promise ? reply.then(encoded, refused) : encoded(reply);
  } catch (cause) {
    return refused(cause);
  }
}

function encoded(reply: Reply): Buffer {
  return Buffer.isBuffer(reply) ? reply : encodeReply(reply);
}

function refused(cause: unknown): Buffer {
  if (cause instanceof CommandError) return encodeReply(cause.toReply());
  process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
  const message = cause instanceof Error ? cause.message : String(cause);
  return encodeReply(new CommandError('InternalError', `The server failed on this command: ${message}`).toReply());
}
