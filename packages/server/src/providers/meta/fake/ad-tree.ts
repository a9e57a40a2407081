export interface FakeCampaign {
  id: string;
  account: string;
  name: string;
  status: string;
  objective: string;
  /** Minor units by Meta's exponents. */
  dailyBudget: string | null;
  lifetimeBudget: string | null;
  createdAt: Date;
}

export interface FakeAdSet {
  id: string;
  account: string;
  campaignId: string;
  name: string;
  status: string;
  dailyBudget: string | null;
}

export interface FakeAd {
  id: string;
  account: string;
  campaignId: string;
  adSetId: string;
  name: string;
  status: string;
}

/** Campaigns, ad sets and ads of all ad accounts. */
export class FakeAdTree {
  readonly campaigns = new Map<string, FakeCampaign>();
  readonly adSets = new Map<string, FakeAdSet>();
  readonly ads = new Map<string, FakeAd>();
  #next = 0;

  /** Ids as long as Meta's: more digits than a number in JSON holds. */
  newId(): string {
    this.#next += 1;
    return `238${String(this.#next).padStart(14, '0')}`;
  }

  addCampaign(campaign: Omit<FakeCampaign, 'id'>): FakeCampaign {
    const added = { id: this.newId(), ...campaign };
    this.campaigns.set(added.id, added);
    return added;
  }

  addAdSet(adSet: Omit<FakeAdSet, 'id'>): FakeAdSet {
    const added = { id: this.newId(), ...adSet };
    this.adSets.set(added.id, added);
    return added;
  }

  addAd(ad: Omit<FakeAd, 'id'>): FakeAd {
    const added = { id: this.newId(), ...ad };
    this.ads.set(added.id, added);
    return added;
  }

  /** A campaign with ad sets of ads. */
  grow(account: string, size: { campaigns: number; adSets: number; ads: number }, createdAt: Date): void {
    for (let c = 1; c <= size.campaigns; c += 1) {
      // Every second campaign leaves the money to its ad sets.
      const shared = c % 2 === 1;
      const campaign = this.addCampaign({
        account,
        name: `Single ${c}`,
        status: 'ACTIVE',
        objective: 'OUTCOME_TRAFFIC',
        dailyBudget: shared ? '2500' : null,
        lifetimeBudget: null,
        createdAt,
      });
      for (let s = 1; s <= size.adSets; s += 1) {
        const common = { account, campaignId: campaign.id, status: 'ACTIVE' };
        const adSet = this.addAdSet({ ...common, name: `Listeners ${c}.${s}`, dailyBudget: shared ? null : '2000' });
        for (let a = 1; a <= size.ads; a += 1)
          this.addAd({ ...common, adSetId: adSet.id, name: `Video ${c}.${s}.${a}` });
      }
    }
  }

  ofAccount<Item extends { account: string }>(items: Map<string, Item>, account: string): Item[] {
    return [...items.values()].filter((item) => item.account === account);
  }
}
