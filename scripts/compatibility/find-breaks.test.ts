import { expect, test } from 'vitest';
import { findBreaks } from './find-breaks.ts';
import { judge } from './judge.ts';
import type { Schema } from './schema.ts';
import { type Snapshot, takeSnapshot, writeSnapshot } from './take-snapshot.ts';

const object = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const text: Schema = { type: 'string' };
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** An API of one procedure, one error and three types. */
const published = (): Snapshot => ({
  apiVersion: '0.1',
  errors: { not_found: 404 },
  details: { not_found: object({ entity: text }) },
  procedures: {
    'tracks.rename': {
      kind: 'mutation',
      http: 'POST /v1/tracks',
      permission: 'tracks:write',
      reach: 'any',
      input: object(
        { title: { type: 'string', maxLength: 200 }, note: nullable(text), limit: { type: 'integer', default: 50 } },
        ['note', 'limit'],
      ),
      output: object({ track: ref('Track'), was: text }),
    },
  },
  inputTypes: { Kind: { enum: ['single', 'album'] } },
  outputTypes: {
    Track: object({
      id: text,
      artist: nullable(ref('Artist')),
      state: { enum: ['new', 'out'] },
      plays: { type: 'integer' },
    }),
    Artist: object({ name: text }),
    Source: { anyOf: [object({ kind: { const: 'file' }, name: text }), object({ kind: { const: 'sync' }, at: text })] },
  },
});

type Change = (api: Snapshot) => unknown;
const rename = (api: Snapshot) => {
  const procedure = api.procedures['tracks.rename'];
  if (!procedure) throw new Error('the fixture lacks its procedure');
  return procedure;
};
const put = (api: Snapshot, name: string, schema: Schema) => Object.assign(api.outputTypes, { [name]: schema });
const track = (fields: Record<string, Schema>, optional: string[] = []) =>
  object(
    {
      id: text,
      artist: nullable(ref('Artist')),
      state: { enum: ['new', 'out'] },
      plays: { type: 'integer' },
      ...fields,
    },
    optional,
  );
const input = (api: Snapshot, fields: Record<string, Schema>, optional = ['note', 'limit']) => {
  const old = rename(api).input.properties;
  rename(api).input = object({ ...old, ...fields }, optional);
};

const breaking: [what: string, change: Change, line: string][] = [
  ['a procedure that is gone', (api) => delete api.procedures['tracks.rename'], 'removed procedure: tracks.rename'],
  [
    'another address',
    (api) => Object.assign(rename(api), { http: 'PATCH /v1/tracks' }),
    'changed procedure: tracks.rename http was POST',
  ],
  [
    'another permission',
    (api) => Object.assign(rename(api), { permission: 'tracks:admin' }),
    'changed procedure: tracks.rename permission',
  ],
  [
    'another reach',
    (api) => Object.assign(rename(api), { reach: 'organization' }),
    'changed procedure: tracks.rename reach was any',
  ],
  [
    'a new input that must be given',
    (api) => input(api, { isrc: text }),
    'required input: tracks.rename input isrc has to be given',
  ],
  [
    'an input that must be given now',
    (api) => input(api, {}, ['limit']),
    'required input: tracks.rename input note could be left out',
  ],
  [
    'an input that is not looked at any more',
    (api) => Object.assign(rename(api), { input: object({ title: text }) }),
    'removed input: tracks.rename input note',
  ],
  [
    'a shorter text',
    (api) => input(api, { title: { type: 'string', maxLength: 80 } }),
    'narrowed input: tracks.rename input title maxLength was 200 and is 80',
  ],
  [
    'an input that must not be null now',
    (api) => input(api, { note: text }),
    'narrowed input: tracks.rename input note null is not taken',
  ],
  [
    'a value that is not taken any more',
    (api) => Object.assign(api.inputTypes, { Kind: { const: 'single' } }),
    'narrowed input: Kind "album" is not taken',
  ],
  [
    'another default',
    (api) => input(api, { limit: { type: 'integer', default: 20 } }),
    'changed default: tracks.rename input limit was 50',
  ],
  [
    'a field that is gone',
    (api) => Object.assign(rename(api), { output: object({ track: ref('Track') }) }),
    'removed field: tracks.rename output was is not answered',
  ],
  [
    'a field of a type that is gone',
    (api) => put(api, 'Artist', object({ title: text })),
    'removed field: Artist name is not answered',
  ],
  [
    'a field that may be missing',
    (api) => put(api, 'Track', track({}, ['plays'])),
    'widened output: Track plays may be missing',
  ],
  [
    'a field that may be null',
    (api) => put(api, 'Track', track({ id: nullable(text) })),
    'widened output: Track id may be null now',
  ],
  [
    'a field of another type',
    (api) => put(api, 'Track', track({ plays: text })),
    'widened output: Track plays may be string now',
  ],
  [
    'a list of values that became any text',
    (api) => put(api, 'Track', track({ state: text })),
    'widened output: Track state may be any string now',
  ],
  [
    'a value that is never answered any more',
    (api) => put(api, 'Track', track({ state: { const: 'new' } })),
    'narrowed output: Track state is never "out"',
  ],
  [
    'a member of a choice that is gone',
    (api) => put(api, 'Source', object({ kind: { const: 'file' }, name: text })),
    'narrowed output: Source is never { kind: "sync" }',
  ],
  [
    'a field of a member of a choice that is gone',
    (api) =>
      put(api, 'Source', {
        anyOf: [object({ kind: { const: 'file' } }), object({ kind: { const: 'sync' }, at: text })],
      }),
    'removed field: Source name',
  ],
  ['a type that is gone', (api) => delete api.outputTypes.Source, 'removed type: Source'],
  ['a code that is gone', (api) => delete api.errors.not_found, 'removed error: not_found'],
  [
    'a code with another status',
    (api) => Object.assign(api.errors, { not_found: 410 }),
    'changed error: not_found status was 404 and is 410',
  ],
  [
    'details that lack a field',
    (api) => Object.assign(api.details, { not_found: object({}) }),
    'changed error: not_found details entity',
  ],
];

test.each(breaking)('%s breaks callers and is named', (_, change, line) => {
  const changed = published();
  change(changed);
  const lines = findBreaks(published(), changed).map(({ kind, where, what }) => `${kind}: ${where} ${what}`);
  expect(lines).toContainEqual(expect.stringContaining(line));
});

const harmless: [what: string, change: Change][] = [
  ['a new procedure', (api) => Object.assign(api.procedures, { 'tracks.get': rename(api) })],
  ['a new code', (api) => Object.assign(api.errors, { conflict: 409 })],
  ['an input that may be left out', (api) => input(api, { isrc: text }, ['note', 'limit', 'isrc'])],
  ['an input that may be left out now', (api) => input(api, {}, ['note', 'limit', 'title'])],
  ['a longer text', (api) => input(api, { title: { type: 'string', maxLength: 500 } })],
  [
    'another value that is taken',
    (api) => Object.assign(api.inputTypes, { Kind: { enum: ['single', 'album', 'ep'] } }),
  ],
  ['a new field of an answer', (api) => put(api, 'Track', track({ upc: text }))],
  ['a new value in an answer', (api) => put(api, 'Track', track({ state: { enum: ['new', 'out', 'gone'] } }))],
  ['a field that is never null any more', (api) => put(api, 'Track', track({ artist: ref('Artist') }))],
];

test.each(harmless)('%s breaks nobody', (_, change) => {
  const changed = published();
  change(changed);
  expect(findBreaks(published(), changed)).toEqual([]);
});

test('a break is refused within a version, and told with the next one', () => {
  const changed = published();
  delete changed.outputTypes.Source;
  const refused = judge(published(), changed);
  expect(refused.problems[0]).toContain('removed type: Source');
  expect(refused.problems.at(-1)).toContain('compatibility --publish');
  expect(judge(published(), { ...changed, apiVersion: '0.2' })).toMatchObject({
    problems: [],
    notes: [expect.stringContaining('removed type: Source')],
  });
});

test('the contracts of this checkout as a file are themselves, and every procedure is in it', () => {
  const current = takeSnapshot();
  const read: Snapshot = JSON.parse(writeSnapshot(current));
  expect(findBreaks(read, current)).toEqual([]);
  expect(findBreaks(current, { ...current, procedures: {} })).toHaveLength(Object.keys(current.procedures).length);
});
