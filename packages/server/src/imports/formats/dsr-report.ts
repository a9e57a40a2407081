/** Fields of the records that are read, where the file has no line such as `#SU03.01` that names them. */
const common = 'SummaryRecordId DistributionChannel DistributionChannelDPID CommercialModel UseType Territory';
const resource = 'BlockId ResourceReference DspResourceId ISRC Title SubTitle DisplayArtistName';
const recording =
  'SummaryRecordId DspResourceId ISRC Title SubTitle DisplayArtistName DisplayArtistPartyId Duration Type';
const release =
  'BlockId ReleaseReference DspReleaseId ProprietaryReleaseId CatalogNumber ReleaseICPN ReleaseDisplayArtistName ReleaseDisplayArtistPartyId ReleaseTitle';
const works =
  'WorkId ISWC ComposerName ComposerId ArrangerName ArrangerId PublisherName PublisherId ContributorName ContributorId';
const ofRelease =
  'DspReleaseId ProprietaryReleaseId CatalogNumber ICPN ReleaseDisplayArtistName ReleaseDisplayArtistPartyId ReleaseTitle ReleaseSubTitle';
const transacted = 'BlockId SummaryRecordId SalesTransactionId TransactedRelease TransactedResource';

const usualFields: Readonly<Record<string, string>> = {
  HEAD: 'MessageVersion Profile ProfileVersion MessageId MessageCreatedDateTime FileNumber NumberofFiles UsageStartDate UsageEndDate SenderPartyId SenderName ServiceDescription',
  SY01: `${common} ServiceDescription Usages Subscribers Currency NetRevenue`,
  SY02: `${common} ServiceDescription Usages Users Currency NetRevenue`,
  SY03: `${common} ServiceDescription Usages Subscribers Currency NetRevenue`,
  SY04: common,
  SY05: common,
  SY06: `${common} ServiceDescription Usages Subscribers Currency`,
  SY07: `${common} RightsType ServiceDescription Usages Users Currency NetRevenue`,
  SY09: 'SummaryRecordId CommercialModel UseType Territory',
  SY12: `${common} ServiceDescription Usages Subscribers Currency NetRevenue`,
  RE01: release,
  RE04: release,
  AS01: resource,
  AS02: resource,
  AS05: resource,
  AS06: resource,
  SU01: `${transacted} IsRoyaltyBearing SalesUpgrade Usages Returns PriceConsumerPaidExcSalesTax PromotionalActivity UseType`,
  SU02: `${transacted} IsRoyaltyBearing NumberOfStreams PriceConsumerPaidExcSalesTax PromotionalActivity UseType`,
  SU03: 'BlockId SalesTransactionId SummaryRecordId DspReleaseId Usages NetRevenue ValidityPeriodStart ValidityPeriodEnd',
  SR01: `${recording} ${works} ${ofRelease} ReleaseType Label PLine Provider NumberOfTransactedResources SalesTransactionId IsRoyaltyBearing SalesUpgrade Downloads Returns`,
  SR02: `${recording} ${works} ${ofRelease} ReleaseType Label PLine Provider SalesTransactionId IsRoyaltyBearing NumberOfStreams`,
  SR03: `${recording} WorkTitle ${works} ${ofRelease} Label PLine SalesTransactionId Usages NetRevenue ValidityPeriodStart ValidityPeriodEnd`,
};

/** What versions of the standard call one field. */
const names: Readonly<Record<string, readonly string[]>> = {
  ISRC: ['isrc', 'resourceisrc'],
  Title: ['title', 'resourcetitle'],
  DisplayArtistName: ['displayartistname', 'resourcedisplayartistname'],
  Currency: ['currency', 'currencyofreporting'],
  CommercialModel: ['commercialmodel', 'commercialmodeltype'],
  Usages: ['usages', 'numberofstreams', 'downloads'],
};

export type Fields = (name: string) => string;

/** What a summary record says about the sales that refer to it. Several may have one id, one for each rights controller. */
const summaryFields = ['Currency', 'Territory', 'UseType', 'CommercialModel'] as const;

interface Summary {
  fields: Fields;
  /** A field in which records of this id differ, so that nobody can say what it is of a sale. */
  differing: (typeof summaryFields)[number] | null;
}

/** What the records before a sale say about it. */
export class DsrReport {
  readonly #layouts = new Map<string, string[]>();
  readonly #summaries = new Map<string, Summary>();
  readonly #resources = new Map<string, Fields>();
  readonly #references = new Map<string, Fields>();
  readonly #releases = new Map<string, Fields>();
  head: Fields = () => '';
  #block = '';
  /** Whether the last record was met. */
  isWhole = false;

  /** `SU03.01` is a version of `SU03`. */
  #layoutOf(kind: string): string[] {
    const short = kind.split('.')[0] ?? kind;
    return this.#layouts.get(kind) ?? this.#layouts.get(short) ?? usualFields[short]?.toLowerCase().split(' ') ?? [];
  }

  fieldsOf([kind = '', ...cells]: readonly string[]): Fields {
    const layout = this.#layoutOf(kind);
    return (name) => {
      const called = names[name] ?? [name.toLowerCase()];
      return cells[layout.findIndex((field) => called.includes(field))]?.trim() ?? '';
    };
  }

  learn(cells: readonly string[]): void {
    const [kind = '', ...rest] = cells;
    if (kind.startsWith('#')) {
      const fields = rest.map((name) => name.trim().toLowerCase());
      this.#layouts.set(kind.slice(1), fields[0] === 'recordtype' ? fields.slice(1) : fields);
      return;
    }
    const fields = this.fieldsOf(cells);
    if (/^(?:HEAD|FHEA)$/.test(kind)) this.head = fields;
    if (/^(?:FOOT|FFOO|SRFO)$/.test(kind)) this.isWhole = true;
    if (kind.startsWith('SY')) this.#learnSummary(fields);
    if (/^(?:AS|RE)/.test(kind)) this.#learnBlock(kind, fields);
  }

  /** Blocks follow each other, so only the one at hand is kept. */
  #learnBlock(kind: string, fields: Fields): void {
    if (fields('BlockId') !== this.#block) {
      for (const known of [this.#resources, this.#references, this.#releases]) known.clear();
    }
    this.#block = fields('BlockId');
    if (kind.startsWith('RE')) {
      this.#releases.set(fields('ReleaseReference'), fields);
      return;
    }
    this.#resources.set(fields('DspResourceId'), fields);
    this.#references.set(fields('ResourceReference'), fields);
  }

  #learnSummary(fields: Fields): void {
    const id = fields('SummaryRecordId');
    const before = this.#summaries.get(id);
    if (!before) this.#summaries.set(id, { fields, differing: null });
    else before.differing ??= summaryFields.find((name) => before.fields(name) !== fields(name)) ?? null;
  }

  summaryOf(sale: Fields): Summary | undefined {
    return this.#summaries.get(sale('SummaryRecordId'));
  }

  /** The recording that was used. */
  resourceOf(sale: Fields): Fields | undefined {
    if (sale('BlockId') !== this.#block) return undefined;
    const referred = sale('TransactedResource');
    if (referred !== '') return this.#references.get(referred);
    const named = this.#resources.get(sale('DspReleaseId')) ?? this.#resources.get(sale('DspResourceId'));
    return named ?? (this.#resources.size === 1 ? [...this.#resources.values()][0] : undefined);
  }

  /** The release that was sold, where no single recording was. */
  releaseOf(sale: Fields): Fields | undefined {
    if (sale('BlockId') !== this.#block) return undefined;
    const referred = this.#releases.get(sale('TransactedRelease'));
    return referred ?? (this.#releases.size === 1 ? [...this.#releases.values()][0] : undefined);
  }
}
