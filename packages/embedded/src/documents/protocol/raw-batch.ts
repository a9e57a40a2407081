import type { Long } from 'bson';
import { encode } from '../query/values.ts';

/**
 * Encodes `{cursor: {<field>: [documents…], id, ns}, ok: 1}` from documents that are bytes already: what a find
 * answers goes from the store to the socket without being decoded.
 */
export function encodeCursorReply(
  field: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  id: bigint | Long,
  ns: string,
): Buffer {
  const tail = encode({ id, ns });
  let arraySize = 5;
  for (let i = 0; i < documents.length; i++) arraySize += 2 + digits(i) + (documents[i] as Uint8Array).length;
  const cursorSize = 4 + 1 + field.length + 1 + arraySize + tail.length - 4;
  const total = 4 + 8 + cursorSize + 12 + 1;
  const reply = Buffer.allocUnsafe(total);
  let at = reply.writeInt32LE(total, 0);
  at += reply.write('\x03cursor\0', at, 'latin1');
  at = reply.writeInt32LE(cursorSize, at);
  at += reply.write(`\x04${field}\0`, at, 'latin1');
  at = reply.writeInt32LE(arraySize, at);
  for (let i = 0; i < documents.length; i++) {
    at = writeKey(reply, at, i);
    reply.set(documents[i] as Uint8Array, at);
    at += (documents[i] as Uint8Array).length;
  }
  reply[at++] = 0;
  reply.set(tail.subarray(4), at);
  at += tail.length - 4;
  at += reply.write('\x01ok\0', at, 'latin1');
  at = reply.writeDoubleLE(1, at);
  reply[at] = 0;
  return reply;
}

/** The type byte of a document and its place in the array as a name; without a string, since there are thousands. */
function writeKey(reply: Buffer, at: number, place: number): number {
  const end = at + 1 + digits(place);
  reply[at] = 3;
  reply[end] = 0;
  let [left, to] = [place, end];
  do {
    reply[--to] = 48 + (left % 10);
    left = Math.floor(left / 10);
  } while (left > 0);
  return end + 1;
}

function digits(n: number): number {
  return n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : String(n).length;
}
