import { z } from 'zod';
import { MetaId } from './schemas.ts';

/** Minor units of the account's currency by Meta's own table of exponents; never a fraction. */
const MinorUnits = z.union([z.string().regex(/^\d{1,18}$/), z.number().int().min(0).transform(String)]);

const common = {
  id: MetaId,
  name: z.string(),
  effective_status: z.string().optional(),
  created_time: z.string().optional(),
  updated_time: z.string().optional(),
};

export const MetaCampaign = z.object({
  ...common,
  status: z.string().optional(),
  objective: z.string().optional(),
  start_time: z.string().optional(),
  stop_time: z.string().optional(),
  daily_budget: MinorUnits.optional(),
  lifetime_budget: MinorUnits.optional(),
  special_ad_categories: z.array(z.string()).optional(),
});
export type MetaCampaign = z.infer<typeof MetaCampaign>;

export const MetaAdSet = z.object({
  ...common,
  campaign_id: MetaId,
  status: z.string().optional(),
  daily_budget: MinorUnits.optional(),
  lifetime_budget: MinorUnits.optional(),
});
export type MetaAdSet = z.infer<typeof MetaAdSet>;

export const MetaAd = z.object({
  ...common,
  campaign_id: MetaId,
  adset_id: MetaId,
  status: z.string().optional(),
});
export type MetaAd = z.infer<typeof MetaAd>;

const shared = 'id,name,status,effective_status,created_time,updated_time';

export const campaignFields = `${shared},objective,start_time,stop_time,daily_budget,lifetime_budget,special_ad_categories`;
export const adSetFields = `${shared},campaign_id,daily_budget,lifetime_budget`;
export const adFields = `${shared},campaign_id,adset_id`;
