export { assertChangeable } from './check-plan.ts';
export { holdCampaign, loadCampaign } from './load.ts';
