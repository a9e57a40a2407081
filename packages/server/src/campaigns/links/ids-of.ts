import type { Campaign } from '@songtrackpro/contracts';

/** Links as an audit entry shows them. */
export const idsOf = (adCampaigns: readonly Campaign[]) => ({ adCampaignIds: adCampaigns.map(({ id }) => id) });
