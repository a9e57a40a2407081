import { ObjectId } from 'bson';
import { CommandError } from '../errors.ts';
import { malformed, readValue, skipValue } from '../query/decode.ts';
import type { Doc } from '../query/values.ts';

/** MongoDB's limit of one stored document, bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** MongoDB's limit of nesting. */
const MAX_DEPTH = 100;

interface Span {
  type: number;
  /** Where the element (its type byte) begins, where its value begins, where it ends. */
  start: number;
  value: number;
  end: number;
}

interface Wanted {
  text: string;
  bytes: Buffer;
}

const compiled = new WeakMap<ReadonlySet<string>, Wanted[]>();

/** Decodes only the named top-level fields, the others are skipped by their length. Nothing of `bytes` is kept. */
export function readFields(bytes: Uint8Array, names: ReadonlySet<string>): Doc {
  let wanted = compiled.get(names);
  if (!wanted) {
    wanted = [...names].map((text) => ({ text, bytes: Buffer.from(text) }));
    compiled.set(names, wanted);
  }
  const fields: Doc = {};
  let left = wanted.length;
  const end = bytes.length - 1;
  let at = 4;
  while (at < end && left > 0) {
    let name = at + 1;
    // Names are short: a loop finds their end sooner than a call would.
    while (bytes[name] !== 0) name++;
    const type = bytes[at] as number;
    const next = skipValue(bytes, type, name + 1);
    for (let i = 0; i < wanted.length; i++) {
      const { text, bytes: spelled } = wanted[i] as Wanted;
      if (!spells(spelled, bytes, at + 1, name)) continue;
      fields[text] = readValue(bytes, type, name + 1, next);
      left -= 1;
      break;
    }
    at = next;
  }
  return fields;
}

function spells(name: Buffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false;
  return true;
}

/**
 * Checks that `bytes` is one well-formed BSON document within the limits of size and depth, and returns it with
 * `_id` as its first field; one without `_id` gets a new ObjectId.
 */
export function admitDocument(bytes: Buffer): Buffer {
  checkSize(bytes.length);
  const id = checkDocument(bytes, 0, bytes.length, 1);
  if (id === null) {
    const withId = Buffer.allocUnsafe(bytes.length + 17);
    withId.writeInt32LE(bytes.length + 17, 0);
    withId.set([0x07, 0x5f, 0x69, 0x64, 0x00], 4);
    withId.set(new ObjectId().id, 9);
    bytes.copy(withId, 21, 4);
    checkSize(withId.length);
    return withId;
  }
  if (id.type === 0x03) checkIdFields(bytes, id.value, id.end);
  if (id.type === 0x04 || id.type === 0x0b || id.type === 0x06) {
    const name = { 4: 'array', 11: 'regex', 6: 'undefined' }[id.type];
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${name}`);
  }
  if (id.start === 4) return bytes;
  const moved = Buffer.allocUnsafe(bytes.length);
  bytes.copy(moved, 0, 0, 4);
  bytes.copy(moved, 4, id.start, id.end);
  bytes.copy(moved, 4 + id.end - id.start, 4, id.start);
  bytes.copy(moved, id.end, id.end);
  return moved;
}

/** An `_id` that is a document may have no field that begins with a dollar. */
function checkIdFields(bytes: Buffer, start: number, end: number): void {
  for (let at = start + 4; at < end - 1; ) {
    const name = bytes.indexOf(0, at + 1);
    if (bytes[at + 1] === 0x24) {
      const field = bytes.toString('utf8', at + 1, name);
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${field}' in '_id.${field}' is not valid for storage.`,
      );
    }
    at = skipValue(bytes, bytes[at] as number, name + 1);
  }
}

export function checkSize(length: number): void {
  if (length <= MAX_DOCUMENT_BYTES) return;
  throw new CommandError(
    'BSONObjectTooLarge',
    `BSONObj size: ${length} (0x${length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
  );
}

/** Walks a document and everything in it; answers the span of its `_id`. */
function checkDocument(bytes: Buffer, start: number, limit: number, depth: number): Span | null {
  if (depth > MAX_DEPTH) {
    throw new CommandError(
      'Overflow',
      `BSON depth exceeds ${MAX_DEPTH} levels: store the inner documents on their own`,
    );
  }
  if (limit - start < 5) throw malformed();
  const end = start + bytes.readInt32LE(start) - 1;
  if (end < start + 4 || end >= limit || bytes[end] !== 0) throw malformed();
  let id: Span | null = null;
  let at = start + 4;
  while (at < end) {
    const type = bytes[at] as number;
    const name = bytes.indexOf(0, at + 1);
    if (name < 0 || name >= end) throw malformed();
    const value = name + 1;
    const next = skipValue(bytes, type, value);
    if (next > end || next < value) throw malformed();
    if (type === 0x03 || type === 0x04) checkDocument(bytes, value, next, depth + 1);
    if (type === 0x02 && bytes[next - 1] !== 0) throw malformed();
    if (name - at === 4 && depth === 1 && bytes[at + 1] === 0x5f && bytes[at + 2] === 0x69 && bytes[at + 3] === 0x64) {
      id ??= { type, start: at, value, end: next };
    }
    at = next;
  }
  if (at !== end) throw malformed();
  return id;
}
