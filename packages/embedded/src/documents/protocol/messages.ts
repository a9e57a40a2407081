import { CommandError } from '../errors.ts';
import { type Doc, decodeByCodec, encode } from '../query/values.ts';
import { crc32c } from './checksum.ts';

const OP_REPLY = 1;
export const OP_QUERY = 2004;
export const OP_COMPRESSED = 2012;
export const OP_MSG = 2013;
export const HEADER_BYTES = 16;
/** What hello announces as maxMessageSizeBytes. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Header {
  length: number;
  requestId: number;
  responseTo: number;
  opCode: number;
}

/** One command as it came: the body decoded, document sequences left as bytes. */
export interface Request {
  requestId: number;
  body: Doc;
  sequences: Map<string, Buffer[]>;
  /** The client wants no answer (unacknowledged writes). */
  silent: boolean;
  /** By the old OP_QUERY, which only the first hello may use. */
  legacy: boolean;
}

export function readHeader(bytes: Buffer): Header {
  return {
    length: bytes.readInt32LE(0),
    requestId: bytes.readInt32LE(4),
    responseTo: bytes.readInt32LE(8),
    opCode: bytes.readInt32LE(12),
  };
}

/** Parses a whole message of kind OP_MSG. */
export function readMessage(bytes: Buffer, requestId: number): Request {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new CommandError('ProtocolError', `OP_MSG has unknown required flag bits: ${flags.toString(2)}`);
  }
  let end = bytes.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (crc32c(bytes.subarray(0, end)) !== bytes.readUInt32LE(end))
      throw new CommandError('ProtocolError', 'OP_MSG checksum does not match contents');
  }
  let body: Doc | null = null;
  const sequences = new Map<string, Buffer[]>();
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = bytes[at++];
    const size = sectionSize(bytes, at, end);
    const section = bytes.subarray(at, at + size);
    if (kind === 0) {
      if (body) throw new CommandError('ProtocolError', 'OP_MSG has more than one body section');
      body = decodeByCodec(section);
    } else if (kind === 1) {
      const name = section.indexOf(0, 4);
      if (name < 0) throw malformed();
      sequences.set(section.toString('utf8', 4, name), splitDocuments(section, name + 1));
    } else {
      throw new CommandError('ProtocolError', `OP_MSG has an unknown section kind: ${kind}`);
    }
    at += size;
  }
  if (!body) throw new CommandError('ProtocolError', 'OP_MSG has no body section');
  return { requestId, body, sequences, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
}

/** Parses OP_QUERY, of which only commands ($cmd) are understood. */
export function readQuery(bytes: Buffer, requestId: number): Request {
  const name = bytes.indexOf(0, HEADER_BYTES + 4);
  if (name < 0) throw malformed();
  const namespace = bytes.toString('utf8', HEADER_BYTES + 4, name);
  const at = name + 9;
  const size = sectionSize(bytes, at, bytes.length);
  const body = decodeByCodec(bytes.subarray(at, at + size));
  const db = namespace.split('.')[0] ?? '';
  return { requestId, body: { $db: db, ...body }, sequences: new Map(), silent: false, legacy: true };
}

/** Frames an encoded reply. */
export function writeReply(request: Request, reply: Buffer): Buffer[] {
  const fixed = request.legacy ? 20 : 5;
  const head = Buffer.alloc(HEADER_BYTES + fixed);
  head.writeInt32LE(head.length + reply.length, 0);
  head.writeInt32LE(nextId(), 4);
  head.writeInt32LE(request.requestId, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) head.writeInt32LE(1, HEADER_BYTES + 16);
  return [head, reply];
}

export function encodeReply(reply: Doc): Buffer {
  return Buffer.from(encode(reply));
}

function splitDocuments(section: Buffer, start: number): Buffer[] {
  const documents: Buffer[] = [];
  let at = start;
  while (at < section.length) {
    const size = sectionSize(section, at, section.length);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  return documents;
}

function sectionSize(bytes: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw malformed();
  const size = bytes.readInt32LE(at);
  if (size < 5 || at + size > end) throw malformed();
  return size;
}

function malformed(): CommandError {
  return new CommandError('InvalidBSON', 'The message is malformed: a length in it points outside of it');
}

let lastId = 0;

function nextId(): number {
  lastId = (lastId + 1) & 0x7fffffff;
  return lastId;
}
