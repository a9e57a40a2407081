import { z } from 'zod';
import { versioned } from '../core/versioned.ts';

const IntegrationMetadataV1 = z.strictObject({
  version: z.literal(1),
  /** Version of the provider's API that the last sync spoke. */
  apiVersion: z.string().max(50).nullable().default(null),
  /** The provider's own ids around the account, for example a business or a page. */
  externalIds: z.record(z.string().min(1).max(50), z.string().min(1).max(200)).default({}),
  /** Where the next sync goes on, by what is synced. */
  cursors: z.record(z.string().min(1).max(100), z.string().max(2000)).default({}),
});
export type IntegrationMetadata = z.infer<typeof IntegrationMetadataV1>;

/** What a connection remembers of its provider beside the tokens. */
export const IntegrationMetadata = versioned<IntegrationMetadata>('integration metadata', 1, IntegrationMetadataV1);
