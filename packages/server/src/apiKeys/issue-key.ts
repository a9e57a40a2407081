import type { ApiKeyWithSecret } from '@songtrackpro/contracts';
import { insertApiKey, type NewApiKey } from '@songtrackpro/db';
import { apiKeyPrefix, hashApiKey, makeApiKey } from '../core/api-key-format.ts';
import type { Context } from '../core/context.ts';
import { loadApiKey } from './load.ts';

type Wanted = Required<Pick<NewApiKey, 'name' | 'scopes' | 'allowedNetworks' | 'expiresAt' | 'rotatedFromId'>>;

/** Makes a key and stores its hash; what is answered is the only place where the key itself stands. */
export async function issueKey(ctx: Context, wanted: Wanted): Promise<ApiKeyWithSecret> {
  const environment = ctx.services.keyEnvironment;
  const key = makeApiKey(environment);
  const id = await insertApiKey(ctx.tx, {
    ...wanted,
    organizationId: ctx.organizationId,
    prefix: apiKeyPrefix(key),
    keyHash: hashApiKey(key),
    environment,
    createdBy: ctx.actor.kind === 'user' ? ctx.actor.user.id : null,
  });
  return { ...(await loadApiKey(ctx, id)), key };
}
