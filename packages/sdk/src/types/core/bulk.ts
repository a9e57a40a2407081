// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface BulkRefusal {
  /** Place of the row in the input, from 0. */
  index: number;
  /** `conflict`: as it is now, or as what it hangs on is, the call can’t be made for it alone either. */
  code: 'not_found' | 'stale_version' | 'conflict';
  /** The version that is stored, where the row was refused as stale. */
  version: number | null;
}

export interface BulkResult {
  /** Rows that were changed. */
  changed: string[];
  /** Rows that were left as they were. */
  refused: BulkRefusal[];
}
