import { deflateSync, inflateSync } from 'node:zlib';
import { CommandError } from '../errors.ts';
import { HEADER_BYTES, MAX_MESSAGE_BYTES, OP_COMPRESSED } from './messages.ts';

const NOOP = 0;
const ZLIB = 2;

/** The names hello answers, of those a client offers. */
export const COMPRESSORS = ['zlib'];

/** Unwraps OP_COMPRESSED into a message with its original header. */
export function decompress(message: Buffer): { opCode: number; bytes: Buffer; compressor: number } {
  const opCode = message.readInt32LE(HEADER_BYTES);
  const size = message.readInt32LE(HEADER_BYTES + 4);
  const compressor = message[HEADER_BYTES + 8] as number;
  if (size < 0 || size > MAX_MESSAGE_BYTES)
    throw new CommandError('ProtocolError', `OP_COMPRESSED announces ${size} bytes, more than a message may have`);
  const data = message.subarray(HEADER_BYTES + 9);
  const body = inflate(data, compressor, size);
  if (body.length !== size)
    throw new CommandError('ProtocolError', 'OP_COMPRESSED holds another number of bytes than it announces');
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + size);
  message.copy(bytes, 0, 0, HEADER_BYTES);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(opCode, 12);
  body.copy(bytes, HEADER_BYTES);
  return { opCode, bytes, compressor };
}

/** Wraps a framed reply with the compressor its request used. */
export function compress(message: Buffer, compressor: number): Buffer {
  const body = message.subarray(HEADER_BYTES);
  const data = compressor === ZLIB ? deflateSync(body) : body;
  const wrapped = Buffer.allocUnsafe(HEADER_BYTES + 9 + data.length);
  message.copy(wrapped, 0, 0, HEADER_BYTES);
  wrapped.writeInt32LE(wrapped.length, 0);
  wrapped.writeInt32LE(OP_COMPRESSED, 12);
  message.copy(wrapped, HEADER_BYTES, 12, 16);
  wrapped.writeInt32LE(body.length, HEADER_BYTES + 4);
  wrapped[HEADER_BYTES + 8] = compressor;
  data.copy(wrapped, HEADER_BYTES + 9);
  return wrapped;
}

function inflate(data: Buffer, compressor: number, size: number): Buffer {
  if (compressor === NOOP) return data;
  if (compressor === ZLIB) return inflateSync(data, { maxOutputLength: Math.max(size, 1) });
  throw new CommandError('ProtocolError', `Compressor ${compressor} was not agreed on: this server has zlib`);
}
