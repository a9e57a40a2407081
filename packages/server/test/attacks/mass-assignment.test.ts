import { expect, test } from 'vitest';
import { storedOf } from '../stored.ts';
import { errorOf, openTestServer } from '../support.ts';

const { server, organization, person } = await openTestServer();

const other = await organization();

/** Fields that rows have and callers don't set, in both spellings. */
const unnamed = {
  id: '01930000-0000-7000-8000-00000000abcd',
  organizationId: other.id,
  organization_id: other.id,
  createdBy: '01930000-0000-7000-8000-00000000abcd',
  created_at: '2001-01-01T00:00:00.000Z',
  createdAt: '2001-01-01T00:00:00.000Z',
  deletedAt: '2001-01-01T00:00:00.000Z',
  origin: 'import',
  version: 77,
  useCount: 77,
};

const calls = (artistId: string) => [
  { path: '/v1/artists', input: { name: 'A' } },
  { path: '/v1/tracks', input: { artistId, title: 'T' } },
  { path: '/v1/campaigns', input: { name: 'C' } },
  { path: '/v1/api-keys', input: { name: 'K', scopes: ['artists:read'] } },
  { path: '/v1/imports', input: { fileName: 'A-audience-timeline.csv' } },
];

test('fields that a contract does not name are never stored, on no face', async () => {
  const mine = await organization();
  const { id: artistId } = await mine.client.artists.create({ name: 'Anna' });
  const before = await storedOf(server.services, other.id);
  const headers = { authorization: `Bearer ${mine.apiKey}`, 'content-type': 'application/json' };
  for (const { path, input } of calls(artistId)) {
    const body = JSON.stringify({ ...input, ...unnamed });
    const answer = await fetch(server.url + path, { method: 'POST', headers, body });
    expect(answer.status, path).toBe(200);
  }
  const onTrpc = await fetch(`${server.url}/trpc/artists.create`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'B', ...unnamed }),
  });
  expect(onTrpc.status).toBe(200);
  const stored = await storedOf(server.services, mine.id);
  const rows = stored.filter((text) => /^(artists|tracks|campaigns|api_keys|imports) /.test(text));
  expect(rows).toHaveLength(8);
  for (const row of rows) {
    for (const value of [unnamed.id, other.id, '2001-01-01', '"version": 77', '"use_count": 77', '"origin": "import"'])
      expect(row).not.toContain(value);
    expect(row).toMatch(/"deleted_at": null|^imports /);
  }
  expect(await storedOf(server.services, other.id)).toEqual(before);
});

test('an organization neither names its owner nor lifts its suspension by a change of its settings', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const admin = await person({ organization: label, role: 'admin' });
  const { organization: before } = await owner.client.organizations.me();
  const change = {
    version: before.version,
    name: 'New name',
    ownerId: admin.userId,
    suspension: { since: '2001-01-01T00:00:00.000Z', reason: 'x' },
    deletedAt: null,
  };
  const after = await admin.client.organizations.update(change);
  expect(after).toMatchObject({ name: 'New name', ownerId: before.ownerId, suspension: null });
});

test('a member gets no more by fields that a change of a member does not have', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const viewer = await person({ organization: label, role: 'viewer' });
  const change = { userId: viewer.userId, version: 1, role: 'viewer' as const };
  const more = { permissions: ['organizations:delete'], allArtists: true, organizationId: other.id };
  const { permissions } = await owner.client.organizations.updateMember({ ...change, ...more });
  expect(permissions).not.toContain('organizations:delete');
  expect(await errorOf(viewer.client.organizations.updateMember({ ...change, role: 'owner' }))).toMatchObject({
    code: 'forbidden',
  });
});
