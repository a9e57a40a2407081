import type { ParsedRow } from './parsed-row.ts';
import type { TableRow } from './read-table.ts';

/** Reads the rows of one file in their order. */
export interface RowParser {
  /** Null for a row that says nothing by itself. */
  parse: (row: TableRow) => ParsedRow | null;
  /** After the last row; throws an ImportFault where something is missing. */
  end?: () => void;
}
