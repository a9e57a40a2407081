import { z } from 'zod';

/** Platform ids are numbers in text; longer than a number in JSON holds. */
export const MetaId = z.string().regex(/^\d{1,30}$/, 'must be an id of digits');

const Cursors = z.object({
  cursors: z.object({ before: z.string().optional(), after: z.string().optional() }).optional(),
  next: z.string().optional(),
});

/** A page of a list. It is the last one where there is no `next`, whatever it holds. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    paging: Cursors.optional(),
    summary: z.record(z.string(), z.unknown()).optional(),
  });

export const MetaPerson = z.object({ id: z.string(), name: z.string().optional() });
export type MetaPerson = z.infer<typeof MetaPerson>;

export const MetaPermission = z.object({ permission: z.string(), status: z.string() });

export const MetaAdAccount = z.object({
  /** `act_` and the number. */
  id: z.string(),
  account_id: MetaId,
  name: z.string().default(''),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timezone_name: z.string(),
  /** 1 is active; the rest are ways of not being so. */
  account_status: z.number().int(),
});
export type MetaAdAccount = z.infer<typeof MetaAdAccount>;

export const adAccountFields = 'id,account_id,name,currency,timezone_name,account_status';

export const DebuggedToken = z.object({
  data: z.object({
    app_id: z.string().optional(),
    type: z.string().optional(),
    user_id: z.string().optional(),
    is_valid: z.boolean(),
    scopes: z.array(z.string()).default([]),
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })).default([]),
    issued_at: z.number().optional(),
    /** Seconds since 1970 by Meta's clock; 0 is never. */
    expires_at: z.number().optional(),
    data_access_expires_at: z.number().optional(),
    error: z.object({ code: z.number(), message: z.string(), subcode: z.number().optional() }).optional(),
  }),
});

export const Succeeded = z.object({ success: z.boolean() });
