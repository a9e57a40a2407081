import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { AudienceDelivery, AudienceDeliveryListInput, AudiencePublication } from './delivery-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const write = { permission: 'audiences:write', reach: 'organization' } as const;
const read = { permission: 'audiences:read', reach: 'organization' } as const;

/** What is done with lists at the ad platform. */
export const deliveryProcedures = {
  publish: mutation({
    ...write,
    input: AudiencePublication,
    output: AudienceDelivery,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audiences/{id}/publish' },
    weight: 10,
    summary: 'Send a list to the ad platform',
    description:
      'Makes a custom audience of Meta’s from the hashes of a list, or brings the one that was made before to what the list is now. A job sends them in batches of 10,000 and goes on where it was; `audiences.getDelivery` shows how far it is.',
    example: { id: exampleId, adAccountId: exampleId },
  }),
  withdraw: mutation({
    ...write,
    input: z.object({ id: Id.describe('An audience that was published.') }),
    output: AudienceDelivery,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audiences/{id}/withdraw' },
    weight: 5,
    summary: 'Take a list back from the ad platform',
    description: 'Deletes the custom audience at Meta with all people in it; the list here stays.',
    example: { id: exampleId },
  }),
  getDelivery: query({
    ...read,
    input: z.object({ id: Id }),
    output: AudienceDelivery,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/audience-deliveries/{id}' },
    weight: 1,
    summary: 'Read how a list is sent',
    description: 'How far it is, what went wrong, and what a person does about it.',
    example: { id: exampleId },
  }),
  listDeliveries: query({
    ...read,
    input: AudienceDeliveryListInput,
    output: pageOf(AudienceDelivery).meta({ id: 'AudienceDeliveryPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/audience-deliveries' },
    weight: 1,
    summary: 'List what was sent to the ad platform',
    description: 'Lists that were sent and taken back, newest first.',
    example: { limit: 20 },
  }),
};
