import { apiVersion, contract, type DomainContract, errorCatalogue, errorDetails } from '@songtrackpro/contracts';
import { z } from 'zod';
import type { Schema, Types } from './schema.ts';

export interface PublishedProcedure {
  kind: string;
  http: string;
  permission: string;
  /** `organization` where a member who is restricted to some artists is refused. */
  reach: string;
  input: Schema;
  output: Schema;
}

/** What callers of the API rely on, as data: the contracts of one moment. */
export interface Snapshot {
  apiVersion: string;
  /** HTTP status by code. */
  errors: Record<string, number>;
  /** Form of `details` by code. */
  details: Record<string, Schema>;
  procedures: Record<string, PublishedProcedure>;
  /** Named schemas, as they are sent and as they are answered. */
  inputTypes: Record<string, Schema>;
  outputTypes: Record<string, Schema>;
}

const unseen = new Set(['$schema', 'id', 'description', 'examples', 'title']);

/** Leaves out what says something to people alone, and the pattern of a format; fields may be called like that too. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key]) => !unseen.has(key) && !(key === 'pattern' && 'format' in value),
  );
  return Object.fromEntries(
    entries.map(([key, part]) => {
      const isNamed = key === 'properties' || key === '$defs';
      return [key, isNamed ? mapValues(part, strip) : key === 'default' ? part : strip(part)];
    }),
  );
}

const mapValues = (record: object, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

function collect(schema: z.ZodType, io: 'input' | 'output', types: Record<string, Schema>): Schema {
  const seen = strip(z.toJSONSchema(schema, { io, unrepresentable: 'any' })) as Schema & { $defs?: Types };
  const { $defs = {}, ...root } = seen;
  Object.assign(types, $defs);
  return root;
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The contracts of this checkout. */
export function takeSnapshot(): Snapshot {
  const [inputTypes, outputTypes, procedures, details]: [
    Record<string, Schema>,
    Record<string, Schema>,
    Record<string, PublishedProcedure>,
    Record<string, Schema>,
  ] = [{}, {}, {}, {}];
  for (const [code, schema] of Object.entries<z.ZodType>(errorDetails)) {
    details[code] = collect(schema, 'output', outputTypes);
  }
  for (const [domain, calls] of Object.entries<DomainContract>(contract)) {
    for (const [name, { kind, http, permission, reach, input, output }] of Object.entries(calls)) {
      procedures[`${domain}.${name}`] = {
        kind,
        http: `${http.method} ${http.path}`,
        permission,
        reach: reach ?? 'any',
        input: collect(input, 'input', inputTypes),
        output: collect(output, 'output', outputTypes),
      };
    }
  }
  return {
    apiVersion,
    errors: sorted(Object.fromEntries(Object.entries(errorCatalogue).map(([code, { status }]) => [code, status]))),
    details: sorted(details),
    procedures: sorted(procedures),
    inputTypes: sorted(inputTypes),
    outputTypes: sorted(outputTypes),
  };
}

/** A line for each procedure, type and code, so that a difference of two snapshots can be read. */
export function writeSnapshot(snapshot: Snapshot): string {
  const sections = Object.entries(snapshot).map(([section, content]) => {
    if (typeof content !== 'object') return `"${section}": ${JSON.stringify(content)}`;
    const lines = Object.entries(content).map(([name, part]) => `  ${JSON.stringify(name)}: ${JSON.stringify(part)}`);
    return `"${section}": {\n${lines.join(',\n')}\n}`;
  });
  return `{\n${sections.join(',\n')}\n}\n`;
}
