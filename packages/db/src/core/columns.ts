import type { Versioned } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { z } from 'zod';

/** Columns that tables share, so that a convention has one spelling. */
export const primaryId = () => uuid('id').primaryKey().default(sql`uuid_v7()`);
export const organizationId = () => uuid('organization_id').notNull();
export const version = () => integer('version').notNull().default(1);
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
export const createdAt = () => instant('created_at').notNull().defaultNow();
export const updatedAt = () => instant('updated_at').notNull().defaultNow();
export const deletedAt = () => instant('deleted_at');

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
export const caseless = customType<{ data: string }>({ dataType: () => 'citext' });

/** Values of the domains that columns use, by the domain's name; compared with the database like the columns. */
export const domainValues = new Map<string, readonly string[]>();

/** A text column whose values a domain of the database lists. */
export const oneOf = <const Value extends string>(domain: string, values: readonly Value[], name: string) => {
  domainValues.set(domain, values);
  return customType<{ data: Value; driverData: string }>({ dataType: () => domain })(name);
};

export const currency = (name = 'currency') => customType<{ data: string }>({ dataType: () => 'currency_code' })(name);

/** A JSON object with a version: checked on every write, brought to the newest version on every read. */
export const versionedJson = <T extends { version: number }>(name: string, shape: Versioned<T>) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => 'versioned_json',
    toDriver: (value) => JSON.stringify(shape.check(value)),
    fromDriver: (stored) => shape.read(stored),
  })(name);

/** JSON that only our own code writes, checked on every write. */
export const checkedJson = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  customType<{ data: z.infer<Schema>; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => JSON.stringify(schema.parse(value)),
  })(name);

/** PostgreSQL's text of a timestamp as ISO 8601 in UTC. */
export function isoInstant(text: string): string {
  return new Date(text).toISOString();
}

export function isoInstantOrNull(text: string | null): string | null {
  return text === null ? null : isoInstant(text);
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields that are there: an update sets these and leaves the others. */
export function definedOf<T extends object>(changes: T): Defined<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Defined<T>;
}
