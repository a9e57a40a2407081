import type { PlatformWish } from '@songtrackpro/contracts';
import type { StoredChange } from '@songtrackpro/db';
import { type metaFor, toMetaBudget } from '../../integrations/index.ts';
import { type NewMetaCampaign, ProviderError } from '../../providers/index.ts';

type Asking = ReturnType<typeof metaFor>;
type Creation = Extract<PlatformWish, { kind: 'create' }>;

const objectives = {
  awareness: 'OUTCOME_AWARENESS',
  traffic: 'OUTCOME_TRAFFIC',
  engagement: 'OUTCOME_ENGAGEMENT',
  leads: 'OUTCOME_LEADS',
  sales: 'OUTCOME_SALES',
  app_promotion: 'OUTCOME_APP_PROMOTION',
} as const;

function budgetOf({ budgetKind, budgetMinor, currency }: Pick<Creation, 'budgetKind' | 'budgetMinor' | 'currency'>) {
  const budget = budgetMinor === null ? null : toMetaBudget(budgetMinor, currency);
  if (budget === null) return {};
  return budgetKind === 'daily' ? { dailyBudget: budget } : { lifetimeBudget: budget };
}

/** A campaign as Meta is to make it. */
export const toMetaCampaign = (wish: Creation): NewMetaCampaign => ({
  name: wish.name,
  objective: objectives[wish.objective],
  specialAdCategories: wish.specialAdCategories,
  ...budgetOf(wish),
});

/** A look that fails tells nothing about what it was to look for. */
function unsure(error: unknown): never {
  throw error instanceof ProviderError ? error.unsure() : error;
}

/** A try that ended without an answer may have made the campaign, so from the second one on it is looked for first. */
async function create({ meta, access }: Asking, { tries }: StoredChange, wish: Creation): Promise<string> {
  const [made] = tries > 1 ? await meta.findCampaignsByTag(access, wish.tag).catch(unsure) : [];
  return made?.id ?? (await meta.createCampaign(access, toMetaCampaign(wish))).id;
}

/** Does once what is wished; answers the id of the platform's campaign. @throws ProviderError */
export async function askPlatform(asking: Asking, change: StoredChange): Promise<string> {
  const { wish, externalId } = change;
  if (wish.kind === 'create') return create(asking, change, wish);
  if (externalId === null) throw new Error(`change ${change.id} names no campaign of the platform`);
  const { meta, access } = asking;
  const status = wish.kind === 'status' && (wish.status === 'active' ? 'ACTIVE' : 'PAUSED');
  await meta.updateCampaign(access, externalId, wish.kind === 'budget' ? budgetOf(wish) : status ? { status } : {});
  return externalId;
}
