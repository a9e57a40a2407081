import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing/test-database.ts';
import { listIdentityEvents } from './events.ts';
import { findProfile, updateProfile } from './profile.ts';
import { setStaff } from './set-staff.ts';

const { ownerUrl, owner, postgres } = await openTestDatabase();

async function person(email: string): Promise<string> {
  const [row] = await postgres.auth<{ id: string }[]>`
    insert into users (email, name, role) values (${email}, 'Person', 'agency') returning id`;
  return row?.id ?? '';
}

test('the owner makes a person staff whatever the case of the address, and takes it back', async () => {
  const id = await person('staff@example.com');
  expect(await setStaff(ownerUrl, 'STAFF@example.com', true)).toBe(id);
  expect((await findProfile(postgres, id))?.role).toBe('admin');
  expect(await setStaff(ownerUrl, 'staff@example.com', false)).toBe(id);
  expect((await findProfile(postgres, id))?.role).toBe('artist');
  const { items } = await listIdentityEvents(postgres, id, { limit: 10, after: null });
  expect(items.map(({ action }) => action)).toEqual(['admin.revoke', 'admin.grant']);
});

test('taking it back from somebody who isn’t staff changes nothing, and an unknown address is said to be one', async () => {
  const id = await person('nobody@example.com');
  expect(await setStaff(ownerUrl, 'nobody@example.com', false)).toBe(id);
  expect((await findProfile(postgres, id))?.role).toBe('agency');
  expect(await setStaff(ownerUrl, 'unknown@example.com', true)).toBeNull();
});

test('no role of the server makes or unmakes staff, and the policies hold for the owner afterwards', async () => {
  const id = await person('guarded@example.com');
  await setStaff(ownerUrl, 'guarded@example.com', true);
  await expect(updateProfile(postgres, id, { role: 'artist' })).rejects.toThrow(/only the owner/);
  const other = await person('ordinary@example.com');
  await expect(updateProfile(postgres, other, { role: 'admin' })).rejects.toThrow(/only the owner/);
  const forced = await owner<{ relname: string }[]>`
    select relname from pg_class where relname in ('users', 'organizations', 'identity_events') and relforcerowsecurity`;
  expect(forced).toHaveLength(3);
});

test('a transaction that reads people and organizations does not hold the operator up', async () => {
  const id = await person('beside@example.com');
  await postgres.auth.begin(async (tx) => {
    await tx`select from users, organizations limit 1`;
    expect(await setStaff(ownerUrl, 'beside@example.com', true)).toBe(id);
  });
});
