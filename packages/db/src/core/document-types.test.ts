import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { Binary, Decimal128, Long, UUID } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { arbitraryDocument, arbitraryMutant } from '../testing/arbitrary-documents.ts';
import { collections } from './collection-list.ts';
import { documentFault } from './document-faults.ts';
import type { Field, Fields } from './document-fields.ts';

const folder = await mkdtemp(join(tmpdir(), 'stp-types-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A value as TypeScript source on one line. */
function source(value: unknown): string {
  if (value instanceof UUID) return `new UUID(${JSON.stringify(value.toString())})`;
  if (value instanceof Binary) return `new Binary(Buffer.alloc(${value.length()}), ${value.sub_type})`;
  if (value instanceof Decimal128) return `Decimal128.fromString(${JSON.stringify(value.toString())})`;
  if (Long.isLong(value)) return `Long.fromString(${JSON.stringify(value.toString())})`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${JSON.stringify(name)}: ${source(inner)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value).replaceAll('\u2028', ' ').replaceAll('\u2029', ' ');
}

/** A definition without what a type cannot say: lengths, patterns, ranges, sizes, names in a map. */
function loose(field: Field): Field {
  switch (field.kind) {
    case 'text':
      return { kind: 'text', max: Number.POSITIVE_INFINITY };
    case 'whole':
    case 'number':
      return { kind: 'number', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
    case 'nullable':
      return { kind: 'nullable', of: loose(field.of) };
    case 'either':
      return { kind: 'either', of: field.of.map(loose) };
    case 'list':
      return { kind: 'list', of: loose(field.of), maxItems: Number.POSITIVE_INFINITY };
    case 'record':
      return { kind: 'record', fields: looseFields(field.fields) };
    case 'map':
      return { kind: 'map', key: '[\\s\\S]*', of: loose(field.of) };
    default:
      return field;
  }
}

const looseFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, loose(field)]));

const names: Record<string, [file: string, type: string]> = {
  campaign_metrics: ['metrics', 'LedgerDocument'],
  activity_events: ['audit', 'ActivityEventDocument'],
  system_events: ['audit', 'SystemEventDocument'],
  api_usage: ['audit', 'ApiUsageDocument'],
  streaming_events: ['events', 'StreamingEventDocument'],
  campaign_reports: ['reports', 'CampaignReportDocument'],
  ledger_subjects: ['metrics', 'LedgerSubjectDocument'],
};

async function compilerErrors(lines: string[]): Promise<string> {
  const require = createRequire(import.meta.url);
  const types = join(dirname(require.resolve('mongodb/package.json')), 'mongodb.d.ts');
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  await writeFile(join(folder, 'documents.mts'), lines.join('\n'));
  const options = { paths: { mongodb: [types] }, typeRoots: [join(root, 'node_modules/@types')] };
  const project = { extends: join(root, 'tsconfig.base.json'), compilerOptions: options, files: ['documents.mts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [compiler, '--noEmit', '--checkers', '1', '-p', folder]);
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

test('the compiler accepts and refuses the same documents, but for what a type cannot say', async () => {
  const domains = [...new Set(Object.values(names).map(([file]) => file))];
  const lines = [
    "import { Binary, Decimal128, Long, UUID } from 'mongodb';",
    ...domains.map((domain) => {
      const path = fileURLToPath(new URL(`../${domain}/documents.ts`, import.meta.url));
      const types = Object.values(names).flatMap(([file, type]) => (file === domain ? [`type ${type}`] : []));
      return `import { ${types.join(', ')} } from ${JSON.stringify(path)};`;
    }),
    'export const used = [Binary, Decimal128, Long, UUID];',
  ];
  let refused = 0;
  for (const { name, fields } of collections.filter((collection) => names[collection.name])) {
    const samples = [
      ...fc.sample(arbitraryDocument(fields), { numRuns: 10, seed: 1 }),
      ...fc.sample(arbitraryMutant(fields), { numRuns: 60, seed: 2 }),
    ];
    for (const [index, document] of samples.entries()) {
      const fault = documentFault(looseFields(fields), document);
      if (fault !== null) lines.push(`// @ts-expect-error ${fault.replaceAll(/[^\w. ]/g, '')}`);
      refused += fault === null ? 0 : 1;
      lines.push(`export const ${name}${index}: ${names[name]?.[1]} = ${source(document)};`);
    }
  }
  expect(refused).toBeGreaterThan(100);
  expect(await compilerErrors(lines)).toBe('');
});
