/** The part of JSON Schema that zod writes and a caller can notice. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: string | number | boolean | null;
  enum?: (string | number | boolean | null)[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  default?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
}

export type Types = Readonly<Record<string, Schema>>;

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** The schema itself, with what it refers to and what it is put together of. */
export function resolve(schema: Schema, types: Types): Schema {
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema;
    return { ...resolve(types[nameOf($ref)] ?? {}, types), ...own };
  }
  if (schema.allOf === undefined) return schema;
  const { allOf, ...own } = schema;
  const whole: Schema = { ...own, properties: {}, required: [] };
  for (const part of [...allOf, own].map((one) => resolve(one, types))) {
    Object.assign(whole, { ...part, properties: { ...whole.properties, ...part.properties } });
    whole.required = [...(whole.required ?? []), ...(part.required ?? [])];
  }
  return whole;
}

/** What a schema may be, each of which is no choice itself. */
export function variantsOf(schema: Schema, types: Types): Schema[] {
  const found = resolve(schema, types);
  const { anyOf, oneOf, type, ...rest } = found;
  const choices = anyOf ?? oneOf;
  if (choices) return choices.flatMap((choice) => variantsOf({ ...rest, ...resolve(choice, types) }, types));
  return Array.isArray(type) ? type.map((one) => ({ ...rest, type: one })) : [found];
}

/** The values that a schema lists; undefined where it lists none. */
export const valuesOf = ({ const: only, enum: listed }: Schema): readonly unknown[] | undefined =>
  only === undefined ? listed : [only];

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value);

/** Its JSON type; undefined where it may be anything. */
export function typeOf(schema: Schema): string | undefined {
  if (typeof schema.type === 'string') return schema.type;
  const [first] = valuesOf(schema) ?? [];
  if (first !== undefined) return kindOf(first);
  return schema.properties ? 'object' : undefined;
}
