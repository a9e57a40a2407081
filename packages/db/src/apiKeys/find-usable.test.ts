import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { withTenant } from '../core/tenant.ts';
import { asTenant, createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { findUsableApiKey, insertApiKey } from './store.ts';

const { postgres } = await openTestDatabase();

test.each([
  ['works at first', null, true],
  ['works beside its successor', "overlap_until = now() + interval '1 hour'", true],
  [
    'ends with the overlap',
    "created_at = now() - interval '2 hours', overlap_until = now() - interval '1 hour'",
    false,
  ],
  ['ends when it expires', "expires_at = now() - interval '1 second'", false],
  ['ends when it is revoked', 'revoked_at = now()', false],
])('a key %s', async (_, change, usable) => {
  const { organizationId } = await createOrganization(postgres);
  const keyHash = randomBytes(32);
  const key = { organizationId, name: 'k', prefix: 'stp_live_abc', keyHash, scopes: [] };
  const id = await withTenant(postgres, { organizationId }, (tx) => insertApiKey(tx, key));
  if (change) await asTenant(postgres, organizationId, (tx) => tx.unsafe(`update api_keys set ${change}`));
  expect((await findUsableApiKey(postgres, keyHash, null))?.apiKey.id ?? null).toBe(usable ? id : null);
});

test.each([
  ['one of them', '203.0.113.9', true],
  ['the other, of version 6', '2001:db8::1', true],
  ['an address beside them', '203.0.114.1', false],
  ['nowhere that is known', null, false],
])('a key with networks, used from %s', async (_, address, allowed) => {
  const { organizationId } = await createOrganization(postgres);
  const keyHash = randomBytes(32);
  const allowedNetworks = ['203.0.113.7/24', '2001:db8::/32'];
  const key = { organizationId, name: 'k', prefix: 'stp_live_abc', keyHash, scopes: [], allowedNetworks };
  await withTenant(postgres, { organizationId }, (tx) => insertApiKey(tx, key));
  expect((await findUsableApiKey(postgres, keyHash, address))?.fromAllowedNetwork).toBe(allowed);
});
