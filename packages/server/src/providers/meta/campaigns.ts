import { z } from 'zod';
import { ProviderError } from '../provider-error.ts';
import { campaignFields, MetaCampaign } from './ad-objects.ts';
import type { Graph, MetaAccess } from './graph.ts';
import { readPages } from './read-pages.ts';
import { MetaId, Succeeded } from './schemas.ts';

export interface NewMetaCampaign {
  /** With something in it that no other campaign's name has, by which it is found after an answer that got lost. */
  name: string;
  objective:
    | 'OUTCOME_AWARENESS'
    | 'OUTCOME_TRAFFIC'
    | 'OUTCOME_ENGAGEMENT'
    | 'OUTCOME_LEADS'
    | 'OUTCOME_SALES'
    | 'OUTCOME_APP_PROMOTION';
  /** Credit, employment, housing and the like; none for music. */
  specialAdCategories?: readonly string[];
  /** Minor units by Meta's exponents; the ad sets hold the money where neither is given. */
  dailyBudget?: string;
  lifetimeBudget?: string;
}

const Created = z.object({ id: MetaId });

function parametersOf({ name, objective, specialAdCategories = [], dailyBudget, lifetimeBudget }: NewMetaCampaign) {
  const budget = {
    ...(dailyBudget !== undefined && { daily_budget: dailyBudget }),
    ...(lifetimeBudget !== undefined && { lifetime_budget: lifetimeBudget }),
  };
  return {
    name,
    objective,
    status: 'PAUSED',
    special_ad_categories: JSON.stringify(specialAdCategories),
    // Without a budget of its own, Meta asks whether the ad sets may share theirs.
    ...(Object.keys(budget).length === 0 ? { is_adset_budget_sharing_enabled: 'false' } : budget),
  };
}

/** Campaigns that are made and changed on the platform. */
export function metaCampaigns(graph: Graph) {
  const pathOf = ({ account }: MetaAccess) => `act_${account}/campaigns`;

  /** Campaigns that have this text in their name. */
  async function findByTag(access: MetaAccess, tag: string): Promise<MetaCampaign[]> {
    const filtering = JSON.stringify([{ field: 'name', operator: 'CONTAIN', value: tag }]);
    const call = { path: pathOf(access), parameters: { fields: campaignFields, filtering } };
    const found: MetaCampaign[] = [];
    for await (const { data } of readPages(graph, access, MetaCampaign, call)) found.push(...data);
    return found.filter(({ name }) => name.includes(tag));
  }

  const findByName = async (access: MetaAccess, name: string) =>
    (await findByTag(access, name)).filter((campaign) => campaign.name === name);

  return {
    findCampaignsByName: findByName,
    findCampaignsByTag: findByTag,

    /** Whether Meta would make the campaign. Nothing is made. @throws ProviderError what it would refuse */
    validateCampaign: async (access: MetaAccess, campaign: NewMetaCampaign): Promise<void> => {
      const parameters = { ...parametersOf(campaign), execution_options: '["validate_only"]' };
      await graph.call(access, Succeeded, { method: 'POST', path: pathOf(access), parameters, repeatable: true });
    },

    /**
     * Makes a campaign, paused. Meta has no keys against repetition, so an answer that got lost is followed by a look for
     * the name: what is there is taken for what was to be made.
     *
     * @throws ProviderError with `mayHaveHappened` where not even the look succeeded: look again before another try
     */
    createCampaign: async (access: MetaAccess, campaign: NewMetaCampaign): Promise<{ id: string; found: boolean }> => {
      try {
        const call = { method: 'POST', path: pathOf(access), parameters: parametersOf(campaign) } as const;
        return { id: (await graph.call(access, Created, call)).id, found: false };
      } catch (error) {
        if (!(error instanceof ProviderError) || !error.mayHaveHappened) throw error;
        const [made] = await findByName(access, campaign.name).catch(() => []);
        if (made) return { id: made.id, found: true };
        throw error;
      }
    },

    /** Pauses or resumes a campaign, or changes what it may spend. Doing it twice is doing it once. */
    updateCampaign: async (
      access: MetaAccess,
      id: string,
      {
        status,
        dailyBudget,
        lifetimeBudget,
      }: { status?: 'ACTIVE' | 'PAUSED'; dailyBudget?: string; lifetimeBudget?: string },
    ): Promise<void> => {
      const parameters = {
        ...(status !== undefined && { status }),
        ...(dailyBudget !== undefined && { daily_budget: dailyBudget }),
        ...(lifetimeBudget !== undefined && { lifetime_budget: lifetimeBudget }),
      };
      await graph.call(access, Succeeded, { method: 'POST', path: id, parameters, repeatable: true });
    },
  };
}
