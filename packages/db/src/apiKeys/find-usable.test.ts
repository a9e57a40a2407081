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
  expect((await findUsableApiKey(postgres, keyHash))?.id ?? null).toBe(usable ? id : null);
});
