export { assertChangeable } from './check-plan.ts';
export { holdCampaign, loadCampaign } from './load.ts';
export { tendCampaigns } from './monitor/tend-campaigns.ts';
export { lateFromOf } from './monitor/watch-campaigns.ts';
export { tendPlatformChanges } from './platform/carry-out.ts';
