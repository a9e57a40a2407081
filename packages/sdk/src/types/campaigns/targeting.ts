// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface CampaignTargeting {
  version: 1;
  countries: string[];
  regions: {
    id: string;
    name: string;
    country: string;
  }[];
  cities: {
    id: string;
    name: string;
    country: string;
  }[];
  ages: {
    from: number;
    to: number | null;
  } | null;
  genders: ('female' | 'male' | 'other')[];
  interests: {
    id: string;
    name: string;
  }[];
  languages: string[];
  placements: string[];
  devices: string[];
  audienceIds: string[];
  excludedAudienceIds: string[];
}

export interface NewCampaignTargeting {
  version: 1;
  countries?: string[] | undefined;
  regions?:
    | {
        id: string;
        name: string;
        country: string;
      }[]
    | undefined;
  cities?:
    | {
        id: string;
        name: string;
        country: string;
      }[]
    | undefined;
  ages?:
    | {
        from: number;
        to: number | null;
      }
    | null
    | undefined;
  genders?: ('female' | 'male' | 'other')[] | undefined;
  interests?:
    | {
        id: string;
        name: string;
      }[]
    | undefined;
  languages?: string[] | undefined;
  placements?: string[] | undefined;
  devices?: string[] | undefined;
  audienceIds?: string[] | undefined;
  excludedAudienceIds?: string[] | undefined;
}
