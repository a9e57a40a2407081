import type { z } from 'zod';

/** A stored object that its schema does not accept; `cause` is the parser's error where there is one. */
export class StoredJsonError extends Error {
  override name = 'StoredJsonError';
}

/** Shape of a JSON column: its newest schema, and how older contents become that. */
export interface Versioned<T extends { version: number }> {
  readonly name: string;
  /** Version that is written. */
  readonly version: T['version'];
  readonly schema: z.ZodType<T>;
  /** The value as it is stored; throws StoredJsonError where it does not fit. */
  check(value: unknown): T;
  /** A stored value as the newest version; older ones are upgraded step by step. */
  read(stored: unknown): T;
}

type Upgrade = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * Describes a JSON column. `upgrades[n]` turns an object of version n into one of version n + 1; every version that was
 * ever released keeps its upgrade, so that rows may stay as they were written.
 */
export function versioned<T extends { version: number }>(
  name: string,
  version: T['version'],
  schema: z.ZodType<T>,
  upgrades: Readonly<Record<number, Upgrade>> = {},
): Versioned<T> {
  const check = (value: unknown): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || name} ${issue.message}`);
    throw new StoredJsonError(`This is not ${name} of version ${version}: ${faults.join('; ')}`, {
      cause: parsed.error,
    });
  };
  const read = (stored: unknown): T => {
    let object = asObject(name, stored);
    for (let at = versionOf(name, object); at !== version; at += 1) {
      const upgrade = upgrades[at];
      if (at > version || !upgrade) {
        throw new StoredJsonError(
          `The stored ${name} has version ${at}, and this program knows ${version} at most: it was written by a newer SongTrackPro.`,
        );
      }
      object = { ...upgrade(object), version: at + 1 };
    }
    return check(object);
  };
  return { name, version, schema, check, read };
}

function asObject(name: string, stored: unknown): Record<string, unknown> {
  if (typeof stored === 'object' && stored !== null && !Array.isArray(stored)) return { ...stored };
  throw new StoredJsonError(`The stored ${name} is not a JSON object.`);
}

function versionOf(name: string, object: Record<string, unknown>): number {
  if (Number.isInteger(object.version)) return Number(object.version);
  throw new StoredJsonError(`The stored ${name} carries no version.`);
}
