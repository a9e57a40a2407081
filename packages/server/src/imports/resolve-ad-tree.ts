import {
  type AdAccount,
  type AdTreeName,
  findAdAccount,
  type ImportRecord,
  lockSubjects,
  nodeKey,
  resolveAdAccount,
  resolveNodes,
  type TenantTransaction,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { FactSubject } from './formats/index.ts';
import { folderOf } from './resolve-target.ts';

type AdSubject = Exclude<FactSubject, { kind: 'target' | 'track' }>;
type Named = { name: string; externalId?: string };

export interface ResolvedSubject {
  kind: AdSubject['kind'];
  id: string;
  name: string;
  campaignId: string | null;
  account: AdAccount;
}

export interface ResolvedAdTree {
  /** By `subjectKey`. */
  subjects: Map<string, ResolvedSubject>;
  created: { adAccounts: number; campaigns: number; adSets: number; ads: number };
}

/** The one account that the rows name; what names none, such as the totals row, is of it. */
function onlyAccount(subjects: Iterable<AdSubject>): { name?: string; externalId?: string } {
  const named = new Map<string, { name?: string; externalId?: string }>();
  for (const subject of subjects) {
    const { name, externalId } = accountOf(subject);
    if (name !== undefined || externalId !== undefined)
      named.set(JSON.stringify([externalId, name]), accountOf(subject));
  }
  const [only = {}, ...more] = named.values();
  return more.length === 0 ? only : {};
}

const accountOf = (subject: AdSubject) => (subject.kind === 'adAccount' ? subject : (subject.adAccount ?? {}));

/** The part of a subject at one level of the tree: itself, or the parent that its row names. */
function partAt(subject: AdSubject, level: 'campaign' | 'adSet' | 'ad'): Named | undefined {
  if (subject.kind === level) return subject;
  if (subject.kind === 'adAccount' || level === 'ad') return undefined;
  return level === 'campaign' ? subject.campaign : subject.kind === 'ad' ? subject.adSet : undefined;
}

class TreeResolver {
  readonly #tx: TenantTransaction;
  readonly #record: ImportRecord;
  readonly #only: { name?: string; externalId?: string };
  readonly #accounts = new Map<string, AdAccount>();
  readonly created = { adAccounts: 0, campaigns: 0, adSets: 0, ads: 0 };

  constructor(tx: TenantTransaction, record: ImportRecord, only: { name?: string; externalId?: string }) {
    this.#only = only;
    this.#tx = tx;
    this.#record = record;
  }

  /** The account that the row names, else the only one of the file, else the one given, else one named after the folder or the platform. */
  async account(subject: AdSubject, currency: string | null): Promise<AdAccount> {
    const own = accountOf(subject);
    const { name, externalId } = own.name === undefined && own.externalId === undefined ? this.#only : own;
    const key = JSON.stringify([externalId ?? null, name ?? null]);
    const known = this.#accounts.get(key);
    if (known) return known;
    const account = await this.#findAccount(name, externalId, currency);
    this.#accounts.set(key, account);
    return account;
  }

  async #findAccount(name: string | undefined, externalId: string | undefined, currency: string | null) {
    const { adAccountId } = this.#record.options;
    if (name === undefined && externalId === undefined && adAccountId !== undefined) {
      const given = await findAdAccount(this.#tx, adAccountId);
      if (!given) throw new AppError('not_found', { details: { entity: 'adAccount', id: adAccountId } });
      return given;
    }
    const fallback = folderOf(this.#record.fileName) ?? (currency === null ? 'Meta ads' : `Meta ads (${currency})`);
    const called = name ?? externalId ?? fallback;
    const account = await this.#resolveAccount(called, externalId ?? null, currency);
    // An account has one currency, so one of this name with another is another account.
    const isOther = account.currency !== null && currency !== null && account.currency !== currency;
    if (externalId !== undefined || !isOther) return account;
    return this.#resolveAccount(`${called} (${currency})`, null, currency);
  }

  async #resolveAccount(name: string, externalId: string | null, currency: string | null): Promise<AdAccount> {
    const wanted = { name, externalId, currency };
    const { account, created } = await resolveAdAccount(this.#tx, this.#record.organizationId, wanted);
    if (created) this.created.adAccounts += 1;
    return account;
  }

  /** Resolves the distinct names of one level of one account. */
  async level(account: AdAccount, names: AdTreeName[]): Promise<Map<string, string>> {
    const distinct = [...new Map(names.map((name) => [nodeKey(name), name])).values()];
    const { organizationId, options } = this.#record;
    const { ids, created } = await resolveNodes(
      this.#tx,
      organizationId,
      account.id,
      distinct,
      options.artistId ?? null,
    );
    const kind = distinct[0]?.kind;
    if (kind) this.created[kind === 'campaign' ? 'campaigns' : kind === 'adSet' ? 'adSets' : 'ads'] += created;
    return ids;
  }
}

interface Pending {
  key: string;
  subject: AdSubject;
  campaignId: string | null;
  adSetId: string | null;
  id: string;
}

async function resolveLevel(
  resolver: TreeResolver,
  account: AdAccount,
  pending: Pending[],
  level: 'campaign' | 'adSet' | 'ad',
): Promise<void> {
  const named = pending.flatMap((one) => {
    const part = partAt(one.subject, level);
    if (!part) return [];
    const parents = {
      campaignId: level === 'campaign' ? null : one.campaignId,
      adSetId: level === 'ad' ? one.adSetId : null,
    };
    return { one, name: { kind: level, name: part.name, externalId: part.externalId ?? null, ...parents } };
  });
  const ids = await resolver.level(
    account,
    named.map(({ name }) => name),
  );
  for (const { one, name } of named) {
    const id = ids.get(nodeKey(name));
    if (id === undefined) throw new Error(`the ${level} ${name.name} was not resolved`);
    if (level === 'campaign') one.campaignId = id;
    if (level === 'adSet') one.adSetId = id;
    if (one.subject.kind === level) one.id = id;
  }
}

/** Finds or makes everything that an Ads Manager export names: accounts, campaigns, ad sets and ads. */
export async function resolveAdTree(
  tx: TenantTransaction,
  record: ImportRecord,
  subjects: Map<string, AdSubject>,
  currency: string | null,
): Promise<ResolvedAdTree> {
  await lockSubjects(tx, record.organizationId);
  const resolver = new TreeResolver(tx, record, onlyAccount(subjects.values()));
  const byAccount = new Map<AdAccount, Pending[]>();
  for (const [key, subject] of subjects) {
    const account = await resolver.account(subject, currency);
    const pending = { key, subject, campaignId: null, adSetId: null, id: account.id };
    const group = byAccount.get(account);
    if (group) group.push(pending);
    else byAccount.set(account, [pending]);
  }
  const resolved = new Map<string, ResolvedSubject>();
  for (const [account, pending] of byAccount) {
    for (const level of ['campaign', 'adSet', 'ad'] as const) await resolveLevel(resolver, account, pending, level);
    for (const { key, subject, campaignId, id } of pending) {
      const name = subject.kind === 'adAccount' ? account.name : subject.name;
      resolved.set(key, { kind: subject.kind, id, name, campaignId, account });
    }
  }
  return { subjects: resolved, created: resolver.created };
}
