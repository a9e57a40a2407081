/** A campaign, ad set or ad as an export names it. */
export interface AdTreeName {
  kind: 'campaign' | 'adSet' | 'ad';
  name: string;
  externalId: string | null;
  campaignId: string | null;
  adSetId: string | null;
}

export interface AdTreeRow {
  id: string;
  name: string;
  externalId: string | null;
  campaignId: string | null;
  adSetId: string | null;
}

/** Identity of a name inside one ad account: the platform id where there is one, else the name under its parents. */
export function nodeKey(node: Omit<AdTreeRow, 'id'>): string {
  return node.externalId !== null
    ? JSON.stringify([node.externalId])
    : JSON.stringify([node.campaignId, node.adSetId, node.name]);
}

const nameKey = (node: Omit<AdTreeRow, 'id'>) => JSON.stringify([node.campaignId, node.adSetId, node.name]);

/** What is known of one account's tree, by platform id and by name. */
export class AdTreeIndex {
  readonly #byExternalId = new Map<string, AdTreeRow>();
  readonly #byName = new Map<string, AdTreeRow[]>();

  constructor(rows: AdTreeRow[]) {
    for (const row of rows) {
      if (row.externalId !== null) this.#byExternalId.set(row.externalId, row);
      const sameName = this.#byName.get(nameKey(row));
      if (sameName) sameName.push(row);
      else this.#byName.set(nameKey(row), [row]);
    }
  }

  /** A name without a platform id finds the one row of that name; of several, only one that has no platform id. */
  find(wanted: AdTreeName): AdTreeRow | undefined {
    const sameName = this.#byName.get(nameKey(wanted)) ?? [];
    const nameOnly = sameName.find((row) => row.externalId === null);
    if (wanted.externalId !== null) return this.#byExternalId.get(wanted.externalId) ?? nameOnly;
    return nameOnly ?? (sameName.length === 1 ? sameName[0] : undefined);
  }

  adopt(row: AdTreeRow, externalId: string): void {
    row.externalId = externalId;
    this.#byExternalId.set(externalId, row);
  }
}
