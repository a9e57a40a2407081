import { checkCreativeLinks, type contract, findCampaignStep, lacksFor } from '@songtrackpro/contracts';
import { findCampaignWithSubjects } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { noSuchCampaign } from './load.ts';
import { readStepFacts } from './step-facts.ts';

export const readReadiness: Verb<typeof contract.campaigns.readiness> = async (ctx, { id }) => {
  const found = await findCampaignWithSubjects(ctx.tx, id);
  if (!found) throw noSuchCampaign(id);
  const { status, creatives } = found.campaign;
  const step = findCampaignStep('draft', 'active');
  const missing = step === null || status === null ? [] : lacksFor(step, await readStepFacts(ctx, found));
  const faults = checkCreativeLinks(creatives);
  return {
    campaignId: id,
    status,
    ready: (status === 'draft' || status === 'paused') && missing.length === 0,
    missing,
    errors: faults.filter(({ severity }) => severity === 'error'),
    warnings: faults.filter(({ severity }) => severity === 'warning'),
  };
};
