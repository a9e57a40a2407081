import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** A budget as the ad platform has it, in minor units of ISO 4217. */
export interface SyncedBudget {
  campaignId: string;
  kind: 'daily' | 'lifetime';
  budgetMinor: number;
  currency: string;
}

/** Takes over what the ad platform's campaigns may spend. Ours have a plan of their own. */
export async function writeSyncedBudgets(tx: TenantTransaction, budgets: readonly SyncedBudget[]): Promise<void> {
  if (budgets.length === 0) return;
  const rows = budgets.map(
    ({ campaignId, kind, budgetMinor, currency }) =>
      sql`(${campaignId}::uuid, ${kind}::text, ${budgetMinor}::bigint, ${currency}::text)`,
  );
  await tx.execute(sql`
    update campaigns set budget_kind = budget.kind, budget_minor = budget.minor, currency = budget.currency
    from (values ${sql.join(rows, sql`, `)}) budget (id, kind, minor, currency)
    where campaigns.id = budget.id and campaigns.origin = 'import'
      and (campaigns.budget_kind, campaigns.budget_minor, campaigns.currency)
        is distinct from (budget.kind, budget.minor, budget.currency)`);
}
