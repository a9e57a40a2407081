import { randomBytes } from 'node:crypto';
import { type Organization, type Permission, permissions } from '@songtrackpro/contracts';
import { insertApiKey, insertOrganization, type NewOrganization, type Postgres, withTenant } from '@songtrackpro/db';
import { apiKeyPrefix, hashApiKey, type KeyEnvironment, makeApiKey } from '../core/api-key-format.ts';

/** A new UUID of version 7 (RFC 9562), for a row whose id must be known before it is inserted. */
function uuidV7(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export interface OrganizationWithKey {
  organization: Organization;
  /** The only time that the key is readable. */
  apiKey: string;
}

/** Makes an organization and its first key; used by the operator's commands, never over the API. */
export async function createOrganizationWithKey(
  postgres: Pick<Postgres, 'app'>,
  input: Omit<NewOrganization, 'id'> & {
    keyName: string;
    environment: KeyEnvironment;
    scopes?: Permission[];
    now: Date;
  },
): Promise<OrganizationWithKey> {
  const { keyName, environment, scopes = [...permissions], now, ...fields } = input;
  const id = uuidV7(now);
  const apiKey = makeApiKey(environment);
  const organization = await withTenant(postgres, { organizationId: id }, async (tx) => {
    const created = await insertOrganization(tx, { id, ...fields });
    await insertApiKey(tx, {
      organizationId: id,
      name: keyName,
      prefix: apiKeyPrefix(apiKey),
      keyHash: hashApiKey(apiKey),
      environment,
      scopes,
    });
    return created;
  });
  return { organization, apiKey };
}
