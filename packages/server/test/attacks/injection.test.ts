import { expect, test } from 'vitest';
import { openTestServer } from '../support.ts';
import { procedures } from '../walk.ts';

const { server, organization } = await openTestServer();
const { client, apiKey } = await organization();
const headers = { authorization: `Bearer ${apiKey}` };
const asJson = { ...headers, 'content-type': 'application/json' };

const { id: artistId } = await client.artists.create({ name: 'Anna' });

interface Body {
  items?: unknown[];
  error?: { data: { code: string } };
}

const read = async (query: string) => {
  const answer = await fetch(server.url + query, { headers });
  return { status: answer.status, body: (await answer.json()) as Body };
};

const readTrpc = async (path: string, input: unknown) => {
  const answer = await fetch(`${server.url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers,
  });
  return { status: answer.status, body: (await answer.json()) as Body };
};

const operators = [
  { $ne: null },
  { $gt: '' },
  { $regex: '.*' },
  { $where: 'return true' },
  { $in: ['artists.create'] },
  [{ $ne: 1 }],
  { $expr: { $function: { body: 'return true', args: [], lang: 'js' } } },
];

test('no operator of MongoDB gets in where a text or an id belongs', async () => {
  const places = [
    ['audit.list', 'action'],
    ['audit.list', 'resourceId'],
    ['audit.list', 'from'],
    ['metrics.daily', 'subjectId'],
    ['reports.campaign', 'campaignId'],
    ['reports.overview', 'asOf'],
  ] as const;
  const valid = new Map(procedures.map(({ path, procedure }) => [path, procedure.example]));
  for (const [path, field] of places)
    for (const operator of operators) {
      const { status, body } = await readTrpc(path, { ...(valid.get(path) as object), [field]: operator });
      expect([status, body.error?.data.code], `${path} ${field}`).toEqual([400, 'invalid_input']);
    }
});

test('an operator in the name of a parameter is a parameter that nobody asks for', async () => {
  await expect.poll(async () => (await client.audit.list()).items.length).toBe(1);
  const all = await read('/v1/audit');
  for (const query of ['action[$ne]=x', '$where=sleep(1000)', 'action.$gt=', 'organizationId[$exists]=false'])
    expect(await read(`/v1/audit?${query}`)).toEqual(all);
  expect((await read('/v1/audit?action=%7B%22%24ne%22%3Anull%7D')).body.items).toEqual([]);
});

const statements = [
  "' or '1'='1",
  "'; drop table artists; --",
  'id desc; select pg_sleep(10)',
  '1) union select key_hash from api_keys --',
  "\\'; delete from organizations; --",
  '$1',
];

test('statements of SQL as sort, filter, id, slug, cursor or organization find nothing and do nothing', async () => {
  for (const text of statements) {
    const first = await read('/v1/artists');
    const value = encodeURIComponent(text);
    // A list is sorted by words of its own, and no parameter names a column.
    expect((await read(`/v1/artists?sort=${value}`)).body.error?.data.code).toBe('invalid_input');
    expect((await read(`/v1/tracks?sort=${value}`)).body.error?.data.code).toBe('invalid_input');
    expect((await read(`/v1/tracks?text=${value}`)).body.items).toEqual([]);
    for (const name of ['order', 'orderBy', 'order_by', 'fields', 'where'])
      expect(await read(`/v1/artists?${name}=${value}`)).toEqual(first);
    expect((await read(`/v1/campaigns?status=${value}`)).body.error?.data.code).toBe('invalid_input');
    expect((await read(`/v1/tracks/${value}`)).body.error?.data.code).toBe('invalid_input');
    expect((await read(`/v1/artists?cursor=${value}`)).body.error?.data.code).toBe('invalid_cursor');
    expect((await read(`/v1/artists?limit=${value}`)).body.error?.data.code).toBe('invalid_input');
    expect((await read(`/v1/organizations/slugs/${value}`)).body.error?.data.code).toBe('not_found');
    const { name } = await client.artists.create({ name: text });
    expect(name).toBe(text);
  }
  expect((await read(`/v1/artists?limit=200`)).body.items).toHaveLength(statements.length + 1);
});

test('an organization that a session names as SQL is none of the person’s', async () => {
  const { person } = await openTestServer({ worker: false });
  const { session } = await person({ organization: await organization(), role: 'owner' });
  for (const named of statements) {
    const answer = await fetch(`${server.url}/v1/artists`, {
      headers: { authorization: `Bearer ${session}`, 'x-organization': named },
    });
    expect(((await answer.json()) as Body).error?.data.code).toBe('organization_required');
  }
});

const polluting = [
  '{"__proto__":{"name":"P","polluted":true}}',
  '{"constructor":{"prototype":{"name":"P","polluted":true}}}',
  '{"name":"P","__proto__":{"polluted":true}}',
  '{"name":"P","__proto__":null}',
];

test('no body changes what every object has, nor lends an input the field that it lacks', async () => {
  for (const path of ['/v1/artists', '/trpc/artists.create']) {
    const codes = [];
    for (const body of polluting) {
      const answer = await fetch(server.url + path, { method: 'POST', headers: asJson, body });
      codes.push(answer.status);
      expect(Reflect.has({}, 'polluted')).toBe(false);
      expect(Reflect.has(Object, 'name') && {}.constructor === Object).toBe(true);
    }
    expect(codes, path).toEqual([400, 400, 200, 200]);
  }
  await read('/v1/artists?__proto__[polluted]=1&__proto__=x&constructor[prototype][polluted]=1');
  await readTrpc('artists.list', JSON.parse('{"__proto__":{"polluted":true,"limit":1}}'));
  expect(Reflect.has({}, 'polluted')).toBe(false);
});

test('settings that are merged take no field of every object either', async () => {
  const { version } = (await client.organizations.me()).organization;
  const body = `{"version":${version},"settings":{"__proto__":{"polluted":true},"constructor":1,"budgetWarningPercent":70}}`;
  const answer = await fetch(`${server.url}/v1/organizations/me`, { method: 'PATCH', headers: asJson, body });
  expect(answer.status).toBe(200);
  expect(Reflect.has({}, 'polluted')).toBe(false);
  const { settings } = (await client.organizations.me()).organization;
  expect(Object.keys(settings)).not.toContain('constructor');
});

test('a text with NUL is refused by its field before a store sees it, whatever the call', async () => {
  const slug = await read('/v1/organizations/slugs/a%00b');
  expect(slug).toMatchObject({ status: 400, body: { error: { data: { details: { fields: [{ path: 'slug' }] } } } } });
  const nested = await fetch(`${server.url}/trpc/tracks.create`, {
    method: 'POST',
    headers: asJson,
    body: JSON.stringify({ artistId, title: 'T', album: 'a\0b' }),
  });
  expect(await nested.json()).toMatchObject({
    error: { data: { code: 'invalid_input', details: { fields: [{ path: 'album' }] } } },
  });
});

test('a day or a moment of the year 0, which PostgreSQL does not have, is refused by its field', async () => {
  const answer = await fetch(`${server.url}/v1/campaigns`, {
    method: 'POST',
    headers: asJson,
    body: JSON.stringify({ name: 'C', startDate: '0000-12-31' }),
  });
  expect(await answer.json()).toMatchObject({
    error: { data: { code: 'invalid_input', details: { fields: [{ path: 'startDate' }] } } },
  });
  const moment = await readTrpc('reports.overview', { asOf: '0000-12-31T00:00:00.000Z' });
  expect(moment.body.error?.data.code).toBe('invalid_input');
});

test.each([2 ** 31, -(2 ** 31) - 1, 0, 2 ** 53 - 1])(
  'the version %d, which no row has, is refused by its field',
  async (version) => {
    const answer = await fetch(`${server.url}/v1/organizations/me`, {
      method: 'PATCH',
      headers: asJson,
      body: JSON.stringify({ version, name: 'N' }),
    });
    expect(await answer.json()).toMatchObject({
      error: { data: { code: 'invalid_input', details: { fields: [{ path: 'version' }] } } },
    });
  },
);
