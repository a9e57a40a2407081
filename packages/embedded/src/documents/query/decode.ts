import { Binary, Decimal128, ObjectId } from 'bson';
import { CommandError } from '../errors.ts';
import { type Doc, decodeByCodec, double } from './values.ts';

/** A well-formed document as `decodeByCodec` gives it, in one pass and without the codec's wrappers in between. */
export function decode(bytes: Uint8Array): Doc {
  return readDocument(bytes, 0);
}

function readDocument(bytes: Uint8Array, start: number): Doc {
  const doc: Doc = {};
  const end = start + int32(bytes, start) - 1;
  for (let at = start + 4; at < end; ) {
    let name = at + 1;
    while (name < end && bytes[name] !== 0) name++;
    const type = bytes[at] as number;
    const next = skipValue(bytes, type, name + 1);
    if (next > end) throw malformed();
    const key = readText(bytes, at + 1, name);
    const value = readValue(bytes, type, name + 1, next);
    if (key === '__proto__')
      Object.defineProperty(doc, key, { value, writable: true, enumerable: true, configurable: true });
    else doc[key] = value;
    at = next;
  }
  return doc;
}

function readArray(bytes: Uint8Array, start: number): unknown[] {
  const items: unknown[] = [];
  const end = start + int32(bytes, start) - 1;
  for (let at = start + 4; at < end; ) {
    let name = at + 1;
    while (name < end && bytes[name] !== 0) name++;
    const type = bytes[at] as number;
    const next = skipValue(bytes, type, name + 1);
    if (next > end) throw malformed();
    items.push(readValue(bytes, type, name + 1, next));
    at = next;
  }
  return items;
}

const scratch = new Uint8Array(8);
const asDouble = new Float64Array(scratch.buffer);

/** One value, copied. */
export function readValue(bytes: Uint8Array, type: number, at: number, end: number): unknown {
  switch (type) {
    case 0x03:
      return readDocument(bytes, at);
    case 0x04:
      return readArray(bytes, at);
    case 0x01:
      for (let i = 0; i < 8; i++) scratch[i] = bytes[at + i] as number;
      return double(asDouble[0] as number);
    case 0x02:
      return readText(bytes, at + 4, end - 1);
    case 0x05:
      // Subtype 2 repeats its length inside; leave that to the codec.
      if (bytes[at + 4] === 2) break;
      return new Binary(Uint8Array.prototype.slice.call(bytes, at + 5, end), bytes[at + 4] as number);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, at, end));
    case 0x08:
      return bytes[at] === 1;
    case 0x09:
      return new Date(int32(bytes, at + 4) * 2 ** 32 + (int32(bytes, at) >>> 0));
    case 0x0a:
      return null;
    case 0x10:
      return int32(bytes, at);
    case 0x13:
      return new Decimal128(Uint8Array.prototype.slice.call(bytes, at, end));
    case 0x12:
      return (BigInt(int32(bytes, at + 4)) << 32n) | BigInt(int32(bytes, at) >>> 0);
  }
  const size = 4 + 3 + (end - at) + 1;
  const single = Buffer.alloc(size);
  single.writeInt32LE(size, 0);
  single[4] = type;
  single[5] = 0x76;
  single.set(bytes.subarray(at, end), 7);
  return decodeByCodec(single).v;
}

/** Short ASCII, as most keys are, needs no call into the runtime. */
function readText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 12) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    text += String.fromCharCode(byte);
  }
  return text;
}

function int32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

/** Where a value of a type ends that begins at a place. */
export function skipValue(bytes: Uint8Array, type: number, at: number): number {
  switch (type) {
    case 0x10:
      return at + 4;
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8;
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + length(bytes, at, 1);
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + length(bytes, at, 5);
    case 0x05:
      return at + 5 + length(bytes, at, 0);
    case 0x07:
      return at + 12;
    case 0x08:
      return at + 1;
    case 0x06:
    case 0x0a:
    case 0xff:
    case 0x7f:
      return at;
    case 0x0b: {
      const pattern = bytes.indexOf(0, at);
      const options = bytes.indexOf(0, pattern + 1);
      if (pattern < 0 || options < 0) throw malformed();
      return options + 1;
    }
    case 0x0c:
      return at + 4 + length(bytes, at, 1) + 12;
    case 0x13:
      return at + 16;
    default:
      throw malformed();
  }
}

function length(bytes: Uint8Array, at: number, least: number): number {
  if (at + 4 > bytes.length) throw malformed();
  const value = int32(bytes, at);
  if (value < least) throw malformed();
  return value;
}

export function malformed(): CommandError {
  return new CommandError('InvalidBSON', 'The document is not well-formed BSON');
}
