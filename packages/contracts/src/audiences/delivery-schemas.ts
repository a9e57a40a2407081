import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';
import { IntegrationFault } from '../integrations/schemas.ts';

export const audienceDeliveryStatuses = ['open', 'done', 'refused'] as const;

const People = z.int().nonnegative();

export const AudienceDelivery = z
  .object({
    id: Id,
    audienceId: Id,
    adAccountId: Id,
    kind: z.enum(['send', 'withdraw']).describe('`send`: the people of a list. `withdraw`: the audience goes.'),
    status: z.enum(audienceDeliveryStatuses).describe('`open`: under way, or waiting to go on. `refused`: for good.'),
    externalId: z.string().nullable().describe('Id of the audience at the platform, once it is there.'),
    people: People.describe('People who are to be sent.'),
    sent: People.describe('People whom the platform has taken delivery of so far.'),
    invalid: People.describe('People among them whom the platform could not read.'),
    tries: z.int(),
    nextTryAt: Instant.nullable().describe('Of an open one, when it is gone on with.'),
    fault: IntegrationFault.nullable(),
    nextStep: z.string().nullable().describe('What a person does about it; null where nothing is to be done.'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'AudienceDelivery' });
export type AudienceDelivery = z.infer<typeof AudienceDelivery>;

export const AudiencePublication = z
  .object({
    id: Id.describe('An audience of kind `list`.'),
    adAccountId: Id.optional().describe(
      'Ad account that is chosen under a connection; the audience’s own unless given.',
    ),
  })
  .meta({ id: 'AudiencePublication' });

export const AudienceDeliveryListInput = PageInput.extend({
  audienceId: Id.optional().describe('Only deliveries of this audience.'),
  status: z.enum(audienceDeliveryStatuses).optional(),
}).meta({ id: 'AudienceDeliveryListInput' });
