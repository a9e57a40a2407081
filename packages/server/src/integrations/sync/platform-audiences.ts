import { findIntegration, placeAudiences, withTenant } from '@songtrackpro/db';
import { ProviderError, sizeOfAudience } from '../../providers/index.ts';
import type { SyncRun } from './run.ts';

/** Asking for what was not granted is an error that Meta counts. */
async function mayAsk({ services, organizationId, integrationId }: SyncRun): Promise<boolean> {
  const find = () => withTenant(services.postgres, { organizationId }, (tx) => findIntegration(tx, integrationId));
  return !(await find())?.missingScopes.includes('ads_management');
}

/**
 * The custom audiences of the account with the sizes that Meta gives them. Numbers don't wait for them: what fails here is
 * left for the next sync, and an account in which they may not be read has none.
 */
export async function syncAudiences(run: SyncRun): Promise<void> {
  const { services, deps, access, organizationId, accountId: adAccountId } = run;
  if (!(await mayAsk(run))) return;
  try {
    const found = await deps.meta.listAudiences(access);
    const audiences = found.map((audience) => ({
      externalId: audience.id,
      name: audience.name.trim().slice(0, 300).toWellFormed() || audience.id,
      size: sizeOfAudience(audience),
    }));
    await withTenant(services.postgres, { organizationId }, (tx) =>
      placeAudiences(tx, { organizationId, adAccountId }, audiences, services.clock()),
    );
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    services.log.info({ adAccountId, reason: error.reason }, 'audiences were not fetched');
  }
}
