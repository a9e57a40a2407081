// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface LinkFault {
  /** The creative. */
  variantId: string;
  code:
    | 'link_not_web'
    | 'link_encoding'
    | 'link_placeholder'
    | 'utm_conflict'
    | 'utm_ambiguous'
    | 'utm_repeated'
    | 'utm_missing'
    | 'utm_placeholder'
    | 'utm_unencoded'
    | 'utm_without_link'
    | 'parameter_repeated'
    | 'query_broken';
  /** `error`: the link fails or contradicts itself, and the campaign is not started. `warning`: visits are counted less well. */
  severity: 'error' | 'warning';
  /** Of the query, for example `utm_source`; null where it is none’s. */
  parameter: string | null;
  message: string;
}
