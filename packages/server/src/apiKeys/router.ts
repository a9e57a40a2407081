import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createApiKey } from './create-api-key.ts';
import { getApiKey } from './get-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { readUsage } from './read-usage.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { updateApiKey } from './update-api-key.ts';

export const apiKeysEndpoints = implement('apiKeys', contract.apiKeys, {
  create: createApiKey,
  list: listApiKeys,
  get: getApiKey,
  update: updateApiKey,
  rotate: rotateApiKey,
  revoke: revokeApiKey,
  usage: readUsage,
});
