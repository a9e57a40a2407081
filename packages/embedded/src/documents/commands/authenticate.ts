import { Binary } from 'bson';
import { CommandError } from '../errors.ts';
import { type Doc, isPlainObject, toNumber, typeName } from '../query/values.ts';
import type { Client, Command, CommandContext, Server } from './context.ts';
import { MECHANISM, ScramConversation, SOURCE } from './scram.ts';

/** What a connection may ask before it has authenticated. */
const OPEN = new Set([
  'hello',
  'isMaster',
  'ismaster',
  'ping',
  'buildInfo',
  'buildinfo',
  'saslStart',
  'saslContinue',
  'connectionStatus',
]);

/** Error 13 for a command that this connection may not run yet. */
export function checkAuthentication({ credentials }: Server, { user }: Client, name: string): void {
  if (credentials === undefined || user !== undefined || OPEN.has(name)) return;
  throw new CommandError('Unauthorized', `Command ${name} requires authentication`);
}

/** A connection has one conversation at most. */
const CONVERSATION_ID = 1;

const saslStart: Command = ({ server, client, db, body }) => {
  client.conversation = undefined;
  if (!server.credentials) {
    throw new CommandError('AuthenticationFailed', 'This server has no users: connect without user and password');
  }
  if (body.mechanism !== MECHANISM) {
    throw new CommandError(
      'MechanismUnavailable',
      `Mechanism ${String(body.mechanism)} isn't supported: use ${MECHANISM}`,
    );
  }
  const scram = new ScramConversation(server.credentials, db, payloadOf(body));
  const skipEmptyExchange = isPlainObject(body.options) && body.options.skipEmptyExchange === true;
  client.conversation = { scram, skipEmptyExchange, proven: false };
  return answer(scram.serverFirst, false);
};

const saslContinue: Command = ({ server, client, body }) => {
  const { conversation } = client;
  // Whatever goes wrong from here on ends the conversation: nobody gets a second guess at one nonce.
  client.conversation = undefined;
  if (!conversation || toNumber(body.conversationId) !== CONVERSATION_ID) {
    throw new CommandError('ProtocolError', 'No SASL session state found: begin with saslStart');
  }
  const payload = payloadOf(body);
  if (conversation.proven) {
    if (payload.length > 0) throw new CommandError('ProtocolError', 'The last saslContinue must have an empty payload');
    client.user = server.credentials?.user;
    return answer('', true);
  }
  const proof = conversation.scram.finish(payload);
  if (conversation.skipEmptyExchange) client.user = server.credentials?.user;
  else client.conversation = { ...conversation, proven: true };
  return answer(proof, conversation.skipEmptyExchange);
};

const logout: Command = ({ client }) => {
  client.user = undefined;
  client.conversation = undefined;
  return { ok: 1 };
};

const connectionStatus: Command = ({ client: { user } }) => ({
  authInfo: {
    authenticatedUsers: user === undefined ? [] : [{ user, db: SOURCE }],
    authenticatedUserRoles: user === undefined ? [] : [{ role: 'root', db: SOURCE }],
  },
  ok: 1,
});

/**
 * What hello answers about authentication: the mechanisms, and the first step of a conversation that the client began
 * inside of it. As in MongoDB a failing first step is left out; the client then hears why from saslStart.
 */
export function helloAuthentication(context: CommandContext): Doc {
  const { saslSupportedMechs, speculativeAuthenticate: first } = context.body;
  if (!context.server.credentials) return {};
  const mechanisms = saslSupportedMechs === undefined ? {} : { saslSupportedMechs: [MECHANISM] };
  if (!isPlainObject(first) || !('saslStart' in first)) return mechanisms;
  try {
    const db = typeof first.db === 'string' ? first.db : SOURCE;
    return { ...mechanisms, speculativeAuthenticate: saslStart({ ...context, db, body: first }) };
  } catch (cause) {
    if (cause instanceof CommandError) return mechanisms;
    throw cause;
  }
}

function payloadOf({ payload }: Doc): Uint8Array {
  if (payload instanceof Binary) return payload.value();
  throw new CommandError(
    'TypeMismatch',
    `BSON field 'payload' is the wrong type '${typeName(payload)}', expected type 'binData'`,
  );
}

function answer(payload: string, done: boolean): Doc {
  return { conversationId: CONVERSATION_ID, done, payload: new Binary(Buffer.from(payload)), ok: 1 };
}

export const authenticateCommands = { saslStart, saslContinue, logout, connectionStatus };
