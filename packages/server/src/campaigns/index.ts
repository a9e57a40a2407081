export { loadCampaign } from './load.ts';
