import type { contract, Organization } from '@songtrackpro/contracts';
import { updateOrganization as writeOrganization } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadOrganization } from './load.ts';

type Change = z.output<typeof contract.organizations.update.input>;

/** What a change leaves out stays as it was. */
function changed(before: Organization, change: Omit<Change, 'version'>) {
  const { name = before.name, slug = before.slug, kind = before.kind } = change;
  const { timeZone = before.timeZone, currency = before.currency } = change;
  const { reportCurrency = before.settings.reportCurrency } = change.settings ?? {};
  const { budgetWarningPercent = before.settings.budgetWarningPercent } = change.settings ?? {};
  return { name, slug, kind, timeZone, currency, settings: { reportCurrency, budgetWarningPercent } };
}

export const updateOrganization: Verb<typeof contract.organizations.update> = async (ctx, { version, ...change }) => {
  const before = await loadOrganization(ctx);
  const after = await writeOrganization(ctx.tx, ctx.organizationId, version, changed(before, change));
  if (!after) throw new AppError('stale_version', { details: { current: await loadOrganization(ctx) } });
  ctx.audit({ resource: { kind: 'organization', id: after.id }, before, after });
  return after;
};
