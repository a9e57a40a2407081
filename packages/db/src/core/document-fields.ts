import type { Decimal128, Long, UUID } from 'mongodb';

/**
 * What a field may hold. A field is plain data: the TypeScript type (`ValueOf`), the server's `$jsonSchema` and the
 * mongoose schema are three readings of it, so none of them can be changed alone. zod was not taken for this: it knows
 * none of BSON's types, and its JSON Schema is of another draft than MongoDB's.
 */
export type Field =
  | { readonly kind: 'uuid' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'flag' }
  | TextField
  | { readonly kind: 'oneOf'; readonly members: readonly string[] }
  /** A JavaScript number without fraction, stored as a 32-bit integer or a double. */
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  /** A finite JavaScript number. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** A 64-bit integer. */
  | { readonly kind: 'long' }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'nullable'; readonly of: Field }
  | { readonly kind: 'either'; readonly of: readonly Field[] }
  | { readonly kind: 'list'; readonly of: Field; readonly maxItems: number }
  | { readonly kind: 'record'; readonly fields: Fields }
  /** Members named by data, for example values by metric. */
  | { readonly kind: 'map'; readonly key: string; readonly of: Field };

interface TextField {
  readonly kind: 'text';
  /** In Unicode code points. */
  readonly max: number;
  readonly pattern?: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** The type of a field's values. Lengths, patterns, ranges and list sizes are left to the two checks at run time. */
export type ValueOf<F extends Field> = F extends { kind: 'uuid' }
  ? UUID
  : F extends { kind: 'instant' }
    ? Date
    : F extends { kind: 'flag' }
      ? boolean
      : F extends { kind: 'text' }
        ? string
        : F extends { kind: 'oneOf'; members: readonly (infer Member)[] }
          ? Member
          : F extends { kind: 'whole' | 'number' }
            ? number
            : F extends { kind: 'long' }
              ? Long
              : F extends { kind: 'decimal' }
                ? Decimal128
                : F extends { kind: 'nullable'; of: infer Of extends Field }
                  ? ValueOf<Of> | null
                  : F extends { kind: 'either'; of: readonly (infer Of extends Field)[] }
                    ? ValueOf<Of>
                    : F extends { kind: 'list'; of: infer Of extends Field }
                      ? ValueOf<Of>[]
                      : F extends { kind: 'record'; fields: infer Inner extends Fields }
                        ? DocumentOf<Inner>
                        : F extends { kind: 'map'; of: infer Of extends Field }
                          ? Record<string, ValueOf<Of>>
                          : never;

/** The type of a document: every field is there, null where there is nothing to say. */
export type DocumentOf<F extends Fields> = { -readonly [Name in keyof F]: ValueOf<F[Name]> };

export const uuid = { kind: 'uuid' } as const;
export const instant = { kind: 'instant' } as const;
export const flag = { kind: 'flag' } as const;
export const long = { kind: 'long' } as const;
export const decimal = { kind: 'decimal' } as const;
/** A day without a zone, `YYYY-MM-DD`. */
export const calendarDate = { kind: 'text', max: 10, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' } as const;

export const text = (max: number, pattern?: string) => ({ kind: 'text', max, ...(pattern && { pattern }) }) as const;
export const whole = (max: number = Number.MAX_SAFE_INTEGER) => ({ kind: 'whole', min: 0, max }) as const;
export const number = (min: number, max: number) => ({ kind: 'number', min, max }) as const;

export const oneOf = <const Members extends readonly string[]>(...members: Members) =>
  ({ kind: 'oneOf', members }) as const;
export const nullable = <F extends Field>(of: F) => ({ kind: 'nullable', of }) as const;
export const either = <const Of extends readonly Field[]>(...of: Of) => ({ kind: 'either', of }) as const;
export const list = <F extends Field>(of: F, maxItems: number) => ({ kind: 'list', of, maxItems }) as const;
export const record = <F extends Fields>(fields: F) => ({ kind: 'record', fields }) as const;
export const map = <F extends Field>(key: string, of: F) => ({ kind: 'map', key, of }) as const;
