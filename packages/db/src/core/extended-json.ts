import { BSON, type Document } from 'mongodb';

/**
 * A document as canonical Extended JSON (MongoDB specification). Of one that was read as it is stored (`exact`), every type
 * comes back; of others, JavaScript no longer knows which numbers were integers.
 */
export const toExtendedJson = (value: unknown): string => BSON.EJSON.stringify(value, { relaxed: false });

/** The document of such a text, with a class of its own for every type that JavaScript doesn't have. */
export const fromExtendedJson = (text: string): Document => BSON.EJSON.parse(text, { relaxed: false });

/** Whether two documents are the same, type by type and in the same order. */
export const isSameDocument = (a: Document, b: Document): boolean =>
  Buffer.compare(BSON.serialize(a), BSON.serialize(b)) === 0;

/** A document as programs read it: 64-bit integers as such, other numbers as numbers. */
export const asRead = (document: Document): Document =>
  BSON.deserialize(BSON.serialize(document), { promoteLongs: false });
