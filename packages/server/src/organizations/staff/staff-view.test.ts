import { expect, test } from 'vitest';
import { timelineCsv } from '../../../test/exports.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { server, organization, person, makeStaff } = await openTestServer();
const { postgres } = server.services;

async function staff() {
  const somebody = await person();
  await makeStaff(somebody);
  return somebody.client;
}

test('staff lists every organization, also one that is suspended or deleted, page by page', async () => {
  const [first, second, third] = [await organization(), await organization(), await organization()];
  const operator = await staff();
  await operator.organizations.suspend({ id: first.id, reason: 'Unpaid' });
  const { slug } = (await second.client.organizations.me()).organization;
  await second.client.organizations.delete({ slug });
  const wanted = new Set([first.id, second.id, third.id]);
  const found = [];
  for await (const state of operator.organizations.listAll({ limit: 2 })) {
    if (wanted.has(state.id)) found.push(state);
    if (found.length === 3) break;
  }
  expect(found).toMatchObject([
    { id: third.id, suspension: null, deletedAt: null, billing: { plan: 'free', status: null } },
    { id: second.id, slug, deletedAt: expect.any(String) },
    { id: first.id, suspension: { reason: 'Unpaid' } },
  ]);
});

test('staff sees how an organization pays and is doing, and no name, address or id of what it has', async () => {
  const label = await organization();
  const { email } = await person({ organization: label, role: 'owner' });
  await person({ organization: label, role: 'viewer' });
  const artist = await label.client.artists.create({ name: 'Secret signing' });
  const csv = timelineCsv([['2026-01-01', 1]]);
  await label.client.imports.run({ fileName: 'hidden-audience-timeline.csv', artistId: artist.id }, csv);
  await label.client.imports.create({ fileName: 'waiting-audience-timeline.csv', artistId: artist.id });
  await postgres.worker`
    insert into subscriptions (organization_id, tier, status, current_period_end)
    values (${label.id}, 'professional', 'past_due', '2026-12-31T00:00:00Z')`;
  const operator = await staff();
  const inspected = await operator.organizations.inspect({ id: label.id });
  expect(inspected).toMatchObject({
    id: label.id,
    billing: { plan: 'professional', status: 'past_due', trialEndsAt: null, paidUntil: '2026-12-31T00:00:00.000Z' },
    health: { members: 2, owners: 1, apiKeys: 1, imports: { open: 1, completed: 1, failed: 0 } },
  });
  const text = JSON.stringify(inspected);
  for (const secret of [email, artist.id, 'Secret signing', 'timeline']) expect(text).not.toContain(secret);
});

test('nobody but staff lists or inspects organizations', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  for (const call of [
    () => owner.client.organizations.listAll(),
    () => owner.client.organizations.inspect({ id: label.id }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'forbidden', details: { permission: 'staff' } });
  expect(await errorOf(label.client.organizations.inspect({ id: label.id }))).toMatchObject({
    code: 'session_required',
  });
  const missing = { id: crypto.randomUUID() };
  expect(await errorOf((await staff()).organizations.inspect(missing))).toMatchObject({ code: 'not_found' });
});
