import { expect, test } from 'vitest';
import { timelineCsv } from '../../../test/exports.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization, person, makeStaff } = await openTestServer();

async function staff() {
  const somebody = await person();
  await makeStaff(somebody);
  return somebody.client;
}

test('a suspended organization answers why, tells who one is, and goes on afterwards', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const operator = await staff();
  const { organization: before } = await owner.client.organizations.me();
  const status = await operator.organizations.suspend({ id: label.id, reason: 'Unpaid' });
  expect(status).toEqual({
    id: label.id,
    slug: before.slug,
    name: before.name,
    kind: 'label',
    suspension: { since: expect.any(String), reason: 'Unpaid' },
  });
  for (const call of [() => label.client.artists.list(), () => owner.client.artists.create({ name: 'A' })])
    expect(await errorOf(call())).toMatchObject({
      code: 'organization_suspended',
      status: 403,
      details: { ...status.suspension },
    });
  expect((await owner.client.organizations.me()).organization.suspension).toEqual(status.suspension);
  expect((await owner.client.organizations.list()).items).toMatchObject([{ organization: { id: label.id } }]);
  const again = await operator.organizations.suspend({ id: label.id, reason: 'Still unpaid' });
  expect(again.suspension).toEqual({ since: status.suspension?.since, reason: 'Still unpaid' });
  expect((await operator.organizations.unsuspend({ id: label.id })).suspension).toBeNull();
  await owner.client.artists.create({ name: 'A' });
  await expect
    .poll(async () => (await owner.client.audit.list({ action: 'organizations.suspend' })).items.length)
    .toBe(2);
});

test('a suspended organization can be left, and deleted by its owner', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const viewer = await person({ organization: label, role: 'viewer' });
  const { slug } = (await owner.client.organizations.me()).organization;
  const operator = await staff();
  await operator.organizations.suspend({ id: label.id, reason: 'Unpaid' });
  await viewer.client.organizations.leave({ id: label.id });
  await owner.client.organizations.delete({ slug });
  expect(await errorOf(operator.organizations.unsuspend({ id: label.id }))).toMatchObject({ code: 'not_found' });
  // What was suspended is restored as suspended.
  const restored = await owner.client.organizations.restore({ id: label.id });
  expect(restored.suspension).toMatchObject({ reason: 'Unpaid' });
});

test('nobody but staff suspends, not even an owner', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const call = { id: label.id, reason: 'x' };
  expect(await errorOf(owner.client.organizations.suspend(call))).toMatchObject({
    code: 'forbidden',
    details: { permission: 'staff' },
  });
  expect(await errorOf(label.client.organizations.suspend(call))).toMatchObject({ code: 'session_required' });
});

test('a stream ends as soon as its organization is suspended', async () => {
  const label = await organization();
  const announced = await label.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const operator = await staff();
  const watching = (async () => {
    for await (const { status } of label.client.imports.watch({ id: announced.id }))
      if (status === 'awaiting_content') await operator.organizations.suspend({ id: label.id, reason: 'Unpaid' });
  })();
  expect(await errorOf(watching)).toMatchObject({ code: 'organization_suspended' });
  const upload = label.client.imports.run({ fileName: 'B.csv' }, timelineCsv([['2026-01-01', 1]]));
  expect(await errorOf(upload)).toMatchObject({ code: 'organization_suspended' });
});
