import { COMPRESSORS } from '../protocol/compression.ts';
import { MAX_MESSAGE_BYTES } from '../protocol/messages.ts';
import { MAX_DOCUMENT_BYTES } from '../storage/read-fields.ts';
import { helloAuthentication } from './authenticate.ts';
import type { Command } from './context.ts';
import { MAX_BATCH } from './insert.ts';
import { SESSION_MINUTES } from './sessions.ts';
import { VERSION, WIRE_VERSION } from './version.ts';

const hello: Command = (context) => {
  const { body, server, client } = context;
  const offered = Array.isArray(body.compression) ? body.compression : [];
  const compression = COMPRESSORS.filter((name) => offered.includes(name));
  const primary = 'hello' in body ? { isWritablePrimary: true } : { ismaster: true };
  return {
    helloOk: true,
    ...primary,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_BATCH,
    localTime: server.now(),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId: client.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ...(compression.length > 0 ? { compression } : {}),
    ...helloAuthentication(context),
    ok: 1,
  };
};

const ping: Command = () => ({ ok: 1 });

const buildInfo: Command = () => ({
  version: VERSION,
  versionArray: [8, 0, 0, 0],
  gitVersion: 'none',
  modules: ['songtrackpro-embedded'],
  storageEngines: ['sqlite'],
  javascriptEngine: 'none',
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
});

const endSessions: Command = ({ body, server }) => {
  server.sessions.end(body.endSessions);
  return { ok: 1 };
};

const acknowledge: Command = () => ({ ok: 1 });

export const handshakeCommands = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
  refreshSessions: acknowledge,
  killSessions: acknowledge,
};
