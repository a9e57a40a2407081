import { type Organization, type Permission, permissions } from '@songtrackpro/contracts';
import { insertApiKey, insertOrganization, type NewOrganization, type Postgres, withTenant } from '@songtrackpro/db';
import { apiKeyPrefix, hashApiKey, type KeyEnvironment, makeApiKey } from '../core/api-key-format.ts';
import { uuidV7 } from '../core/uuid-v7.ts';

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
