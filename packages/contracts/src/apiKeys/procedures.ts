import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { ApiKey, ApiKeyChange, ApiKeyListInput, ApiKeyRotation, ApiKeyWithSecret, NewApiKey } from './schemas.ts';
import { ApiUsage, ApiUsageInput } from './usage.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// A key reaches the whole organization, so a member who is restricted to some artists neither makes nor sees any.
export const apiKeys = {
  create: mutation({
    permission: 'apiKeys:write',
    reach: 'organization',
    input: NewApiKey,
    output: ApiKeyWithSecret,
    errors: [],
    secrets: ['key'],
    http: { method: 'POST', path: '/v1/api-keys' },
    weight: 5,
    summary: 'Make an API key',
    description: 'Makes a key for a program. The key itself is answered once and never again; keep it like a password.',
    example: { name: 'Nightly import', scopes: ['imports:read', 'imports:write'], allowedNetworks: ['203.0.113.0/24'] },
  }),
  list: query({
    permission: 'apiKeys:read',
    reach: 'organization',
    input: ApiKeyListInput,
    output: pageOf(ApiKey).meta({ id: 'ApiKeyPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/api-keys' },
    weight: 1,
    summary: 'List API keys',
    description: 'The organization’s keys, newest first; expired and revoked ones too.',
    example: { limit: 20 },
  }),
  get: query({
    permission: 'apiKeys:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: ApiKey,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/api-keys/{id}' },
    weight: 1,
    summary: 'Read an API key',
    description: 'One key with its last use, without the key itself.',
    example: { id: exampleId },
  }),
  update: mutation({
    permission: 'apiKeys:write',
    reach: 'organization',
    input: ApiKeyChange,
    output: ApiKey,
    errors: ['not_found', 'stale_version'],
    http: { method: 'PATCH', path: '/v1/api-keys/{id}' },
    weight: 2,
    summary: 'Change an API key',
    description:
      'Renames a key, changes where it may be used from, or what it may do. It holds for the next call of the key.',
    example: { id: exampleId, version: 1, allowedNetworks: ['198.51.100.7'] },
  }),
  rotate: mutation({
    permission: 'apiKeys:write',
    reach: 'organization',
    whileOverdue: true,
    input: ApiKeyRotation,
    output: ApiKeyWithSecret,
    errors: ['not_found', 'conflict'],
    secrets: ['key'],
    http: { method: 'POST', path: '/v1/api-keys/{id}/rotate' },
    weight: 5,
    summary: 'Replace an API key',
    description:
      'Makes a key of the same name, scopes and networks. The replaced one works for some hours more, so that programs can change over without an outage.',
    example: { id: exampleId, overlapHours: 24 },
  }),
  revoke: mutation({
    permission: 'apiKeys:write',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: ApiKey,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/api-keys/{id}/revoke' },
    weight: 2,
    summary: 'Revoke an API key',
    description:
      'Ends a key at once in every server process: its next call is refused, its open streams end. It can’t be taken back; revoking it again changes nothing.',
    example: { id: exampleId },
  }),
  usage: query({
    permission: 'apiKeys:read',
    reach: 'organization',
    input: ApiUsageInput,
    output: pageOf(ApiUsage).meta({ id: 'ApiUsagePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/api-usage' },
    weight: 5,
    summary: 'Count calls',
    description:
      'The organization’s calls by key, procedure or day: how many, how they ended, how long they took and how large they were. Counts are some seconds behind; opened streams are not among them.',
    example: { groupBy: 'procedure', from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
  }),
};
