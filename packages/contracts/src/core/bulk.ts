import { z } from 'zod';
import { Id } from './ids.ts';

/** Most rows of one bulk call; its body is limited to 1 MiB besides. */
export const bulkLimit = 10_000;

/** A list of ids for a bulk call. */
export const BulkIds = z
  .array(Id)
  .min(1, 'must name at least one id')
  .max(bulkLimit, `must not name more than ${bulkLimit} ids; split the list`);

/** Why a row of a bulk call was left as it was. */
export const BulkRefusal = z
  .object({
    index: z.int().describe('Place of the row in the input, from 0.'),
    code: z
      .enum(['not_found', 'stale_version', 'conflict'])
      .describe('`conflict`: as it is now, or as what it hangs on is, the call can’t be made for it alone either.'),
    version: z.int().nullable().describe('The version that is stored, where the row was refused as stale.'),
  })
  .meta({ id: 'BulkRefusal' });
export type BulkRefusal = z.infer<typeof BulkRefusal>;

export const BulkResult = z
  .object({
    changed: z.array(Id).describe('Rows that were changed.'),
    refused: z.array(BulkRefusal).describe('Rows that were left as they were.'),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof BulkResult>;
