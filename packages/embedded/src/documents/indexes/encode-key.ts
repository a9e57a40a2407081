import {
  type Binary,
  type BSONSymbol,
  type Code,
  type Decimal128,
  Double,
  Int32,
  Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { binaryParts, exact, regexParts, typeRank } from '../query/compare-values.ts';
import { compareDecimals, type Decimal } from '../query/decimal.ts';
import type { Doc } from '../query/values.ts';

/**
 * Bytes whose memcmp order is MongoDB's order of values (compareValues), so that an index of the storage engine,
 * which knows only bytes, is in MongoDB's order. Each value is self-delimiting: one rank byte, then a payload of
 * fixed length or with a terminator; so values can follow each other in a compound key, and a descending field is
 * the complement of its bytes.
 */
export class KeyWriter {
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;

  /** Appends one field of a key; a missing value is indexed as null. */
  write(value: unknown, descending = false): this {
    const start = this.#length;
    this.#value(value ?? null);
    if (descending) for (let i = start; i < this.#length; i++) this.#bytes[i] = ~(this.#bytes[i] as number);
    return this;
  }

  /** What an empty array leaves in an index: before null, after MinKey. */
  writeEmptyArray(descending = false): this {
    return this.rank(3, descending);
  }

  /** A bare rank byte, the lower bound of all values of a type. */
  rank(rank: number, descending = false): this {
    this.#byte(descending ? ~rank & 0xff : rank);
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.#bytesOf(bytes);
    return this;
  }

  /** The key so far, copied; the writer starts anew. */
  take(): Buffer {
    const key = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return key;
  }

  #value(value: unknown): void {
    if (typeof value === 'string') {
      this.#byte(15);
      this.#text(value);
      return;
    }
    if (typeof value === 'number') {
      this.#byte(10);
      this.#double(value);
      this.#byte(1);
      return;
    }
    const rank = typeRank(value);
    this.#byte(rank);
    switch (rank) {
      case 10:
        this.#number(value);
        break;
      case 15:
        this.#text(String(value as BSONSymbol));
        break;
      case 20:
        for (const key in value as Doc) {
          const item = (value as Doc)[key];
          this.#byte(typeRank(item));
          this.#text(key);
          this.#value(item);
        }
        this.#byte(0);
        break;
      case 25:
        for (const item of value as unknown[]) this.#value(item);
        this.#byte(0);
        break;
      case 30: {
        const { bytes, subtype } = binaryParts(value as Binary);
        this.#uint32(bytes.length);
        this.#byte(subtype);
        this.#bytesOf(bytes);
        break;
      }
      case 35:
        this.#bytesOf((value as ObjectId).id);
        break;
      case 40:
        this.#byte(value === true ? 1 : 0);
        break;
      case 45:
        this.#int64(BigInt((value as Date).getTime()) + 0x8000000000000000n);
        break;
      case 47:
        this.#int64((value as Timestamp).toBigInt());
        break;
      case 50: {
        const { pattern, options } = regexParts(value);
        this.#text(pattern);
        this.#text(options);
        break;
      }
      case 60:
      case 65:
        this.#text((value as Code).code);
        break;
    }
  }

  #number(value: unknown): void {
    if (value instanceof Double || value instanceof Int32) {
      this.#double(value.value);
      this.#byte(1);
      return;
    }
    const number = value instanceof Long ? value.toBigInt() : (value as bigint | Decimal128);
    const full = exact(number);
    if (typeof full === 'number') {
      this.#double(full);
      this.#byte(1);
      return;
    }
    // The greatest double not above the value, then the exact digits where that double is not the value itself.
    let floor = Number(number.toString());
    if (floor === Number.POSITIVE_INFINITY) floor = Number.MAX_VALUE;
    if (floor !== Number.NEGATIVE_INFINITY && above(floor, full)) floor = nextDown(floor);
    this.#double(floor);
    if (floor !== Number.NEGATIVE_INFINITY && compareDecimals(exact(floor) as Decimal, full) === 0) {
      this.#byte(1);
    } else {
      this.#byte(2);
      this.#digits(full);
    }
  }

  #double(value: number): void {
    this.#room(8);
    const { buffer, byteOffset } = this.#bytes;
    if (Number.isNaN(value)) {
      this.#bytes.fill(0, this.#length, this.#length + 8);
    } else {
      new DataView(buffer, byteOffset).setFloat64(this.#length, value === 0 ? 0 : value);
      const at = this.#length;
      if (value < 0) for (let i = at; i < at + 8; i++) this.#bytes[i] = ~(this.#bytes[i] as number);
      else this.#bytes[at] = (this.#bytes[at] as number) ^ 0x80;
    }
    this.#length += 8;
  }

  #digits({ coefficient, exponent }: Decimal): void {
    const negative = coefficient < 0n;
    const all = (negative ? -coefficient : coefficient).toString();
    const text = all.replace(/0+$/, '');
    const start = this.#length;
    const power = all.length + exponent + 0x8000;
    this.#byte(power >> 8);
    this.#byte(power & 0xff);
    this.#bytesOf(Buffer.from(text, 'latin1'));
    this.#byte(0);
    if (negative) for (let i = start; i < this.#length; i++) this.#bytes[i] = ~(this.#bytes[i] as number);
  }

  /** UTF-8 with 0x00 escaped as 00 FF and ended by 00 00. */
  #text(value: string): void {
    this.#room(value.length * 3 + 2);
    const start = this.#length;
    this.#length += this.#bytes.write(value, start, 'utf8');
    if (value.includes('\0')) {
      const escaped = Buffer.from(value.replaceAll('\0', '\0\u0001'), 'utf8');
      for (let i = 0; i + 1 < escaped.length; i++) if (escaped[i] === 0) escaped[i + 1] = 0xff;
      this.#length = start;
      this.#bytesOf(escaped);
    }
    this.#byte(0);
    this.#byte(0);
  }

  #int64(value: bigint): void {
    this.#room(8);
    this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.#length);
    this.#length += 8;
  }

  #uint32(value: number): void {
    this.#room(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
  }

  #bytesOf(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const values = new KeyWriter();

/** A string that two values share exactly if compareValues calls them equal (strings without a collation). */
export function keyOf(value: unknown): string {
  return values.write(value).take().toString('latin1');
}

/** The least key greater than every key that begins with `prefix`; null when there is none. */
export function afterPrefix(prefix: Buffer): Buffer | null {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix[i] as number;
    if (byte < 0xff) {
      const next = Buffer.from(prefix.subarray(0, i + 1));
      next[i] = byte + 1;
      return next;
    }
  }
  return null;
}

function above(double: number, value: Decimal): boolean {
  return compareDecimals(exact(double) as Decimal, value) > 0;
}

function nextDown(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}
