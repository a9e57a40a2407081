import { dateIn } from '@songtrackpro/contracts';
import { type SyncRecord, type SyncStep, statementId, updateSync, withTenant } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import type { InsightRow, InsightsQuery, MetaAccess, MetaClient, ProviderError } from '../../providers/index.ts';
import { type AdIds, type AdTree, missingFrom, placeAdTree } from './ad-objects.ts';
import type { Pull } from './to-fact.ts';

/** What a sync needs of the connections. */
export interface SyncDependencies {
  meta: MetaClient;
  /** A token that is good now: opened, and renewed before it expires. Rejects with a `ProviderError` where there is none. */
  accessTokenOf(connection: { organizationId: string; integrationId: string }): Promise<string>;
  /** Told of every end of a try, so that the connection's status, and the people who should know, follow it. */
  onOutcome?(connection: { organizationId: string; integrationId: string }, fault: ProviderError | null): Promise<void>;
}

/** One sync under way, with what it has learned of the account. */
export class SyncRun {
  readonly services: Services;
  readonly deps: SyncDependencies;
  readonly organizationId: string;
  readonly accountId: string;
  readonly integrationId: string;
  readonly access: MetaAccess;
  ids: AdIds = { campaign: new Map(), adSet: new Map(), ad: new Map() };
  tree: AdTree = { campaigns: [], adSets: [], ads: [] };
  zone = 'UTC';
  currency = '';
  today = '';
  /** Whether the account's currency or zone became another one. */
  renewed = false;

  constructor(services: Services, deps: SyncDependencies, record: SyncRecord, signal: AbortSignal | undefined) {
    const { organizationId, adAccountId, account, integration } = record;
    this.services = services;
    this.deps = deps;
    this.organizationId = organizationId;
    this.accountId = adAccountId;
    this.integrationId = integration?.id ?? '';
    this.access = {
      token: () => deps.accessTokenOf({ organizationId, integrationId: this.integrationId }),
      account: account.externalId?.replace(/^act_/, '') ?? null,
      signal,
    };
  }

  useAccount(zone: string, currency: string): void {
    this.zone = zone;
    this.currency = currency;
    this.today = dateIn(zone, this.services.clock());
  }

  async useTree(tree: AdTree): Promise<void> {
    this.tree = tree;
    const { organizationId, accountId } = this;
    this.ids = await withTenant(this.services.postgres, { organizationId }, (tx) =>
      placeAdTree(tx, organizationId, accountId, tree, this.currency),
    );
  }

  /** Makes rows for what insights are about and no list names. */
  async placeUnknown(rows: readonly InsightRow[]): Promise<void> {
    const tree = missingFrom(this.tree, this.ids, rows);
    if (tree) await this.useTree(tree);
  }

  async step(step: SyncStep): Promise<void> {
    const { organizationId, accountId } = this;
    await withTenant(this.services.postgres, { organizationId }, (tx) => updateSync(tx, accountId, step));
  }
}

/** The next pull. Its id names what it says, so that nothing of it is recorded twice. */
export function newPull(run: SyncRun, query: InsightsQuery): Pull {
  const now = run.services.clock();
  const id = statementId(JSON.stringify([run.accountId, query, now.toISOString(), performance.now()]));
  const { accountId, zone, today } = run;
  return { id, query, accountId, zone, today, observedAt: now, recordedAt: now };
}
