import type { Socket } from 'node:net';
import { CommandError } from '../errors.ts';
import { compress, decompress } from './compression.ts';
import {
  encodeReply,
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  OP_COMPRESSED,
  OP_MSG,
  OP_QUERY,
  type Request,
  readHeader,
  readMessage,
  readQuery,
  writeReply,
} from './messages.ts';

/** Answers one command with an encoded reply document. */
export type Handler = (request: Request) => Buffer | Promise<Buffer>;

/**
 * Reads messages from a socket and answers them in order. A message that can't be parsed but has a sound frame is
 * answered with an error; a broken frame (a length that no message may have) ends the connection.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #handle: Handler;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = HEADER_BYTES;
  #queue: Buffer[] = [];
  #busy = false;

  constructor(socket: Socket, handle: Handler) {
    this.#socket = socket;
    this.#handle = handle;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => socket.destroy());
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
      const { length } = readHeader(bytes);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
        this.#socket.destroy();
        return;
      }
      this.#chunks = [bytes];
      this.#needed = length;
      if (bytes.length < length) return;
      this.#queue.push(bytes.subarray(0, length));
      this.#chunks = bytes.length > length ? [bytes.subarray(length)] : [];
      this.#buffered -= length;
      this.#needed = HEADER_BYTES;
    }
    if (!this.#busy) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    for (let message = this.#queue.shift(); message; message = this.#queue.shift()) {
      const answer = this.#answer(message);
      const frames = answer instanceof Promise ? await answer : answer;
      if (frames && !this.#socket.destroyed) {
        this.#socket.cork();
        for (const frame of frames) this.#socket.write(frame);
        this.#socket.uncork();
      }
    }
    this.#busy = false;
  }

  #answer(message: Buffer): Buffer[] | null | Promise<Buffer[] | null> {
    const header = readHeader(message);
    let compressor: number | null = null;
    let request: Request;
    try {
      let [opCode, bytes] = [header.opCode, message];
      if (opCode === OP_COMPRESSED) ({ opCode, bytes, compressor } = decompress(message));
      if (opCode === OP_MSG) request = readMessage(bytes, header.requestId);
      else if (opCode === OP_QUERY) request = readQuery(bytes, header.requestId);
      else throw new CommandError('ProtocolError', `Unsupported opcode ${opCode}: use OP_MSG`);
    } catch (cause) {
      const error =
        cause instanceof CommandError
          ? cause
          : new CommandError(
              'InvalidBSON',
              `The message is malformed: ${cause instanceof Error ? cause.message : String(cause)}`,
            );
      const legacy = header.opCode === OP_QUERY;
      return writeReply(
        { requestId: header.requestId, body: {}, sequences: new Map(), silent: false, legacy },
        encodeReply(error.toReply()),
      );
    }
    const finish = (reply: Buffer) => {
      if (request.silent) return null;
      const frames = writeReply(request, reply);
      return compressor === null ? frames : [compress(Buffer.concat(frames), compressor)];
    };
    const reply = this.#handle(request);
    return reply instanceof Promise ? reply.then(finish) : finish(reply);
  }
}
