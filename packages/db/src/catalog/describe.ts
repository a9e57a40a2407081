/** What the comparison knows of a table: a line of text for each thing, so that a difference can be read. */
export interface TableDescription {
  name: string;
  lines: Set<string>;
}

export interface CatalogDifference {
  /** Table, or domain with that word before it. */
  table: string;
  /** A line that only one side has, for example a policy that was dropped. */
  line: string;
  missing: 'in the database' | 'in the code';
}

export interface ColumnFacts {
  name: string;
  type: string;
  notNull: boolean;
  /** Normalised default; empty where there is none. */
  default: string;
  generated: boolean;
}

export const columnLine = (column: ColumnFacts): string =>
  [
    `column ${column.name}: ${column.type}`,
    column.notNull ? 'not null' : 'nullable',
    ...(column.default === '' ? [] : [`${column.generated ? 'generated as' : 'default'} ${column.default}`]),
  ].join(', ');

export interface KeyFacts {
  kind: 'primary key' | 'unique';
  columns: readonly string[];
}

export const keyLine = ({ kind, columns }: KeyFacts): string => `${kind} (${columns.join(', ')})`;

export interface ForeignKeyFacts {
  columns: readonly string[];
  table: string;
  foreignColumns: readonly string[];
  onDelete: string;
  /** Columns that SET NULL clears: those that this key adds to the organization. */
  cleared: readonly string[];
}

export const foreignKeyLine = ({ columns, table, foreignColumns, onDelete, cleared }: ForeignKeyFacts): string =>
  `foreign key (${columns.join(', ')}) to ${table} (${foreignColumns.join(', ')}) on delete ${onDelete}${
    onDelete === 'set null' ? ` (${cleared.join(', ')})` : ''
  }`;

export interface IndexFacts {
  name: string;
  unique: boolean;
  method: string;
  columns: readonly string[];
  /** Normalised predicate; empty where there is none. */
  where: string;
}

export const indexLine = ({ name, unique, method, columns, where }: IndexFacts): string =>
  `${unique ? 'unique index' : 'index'} ${name} using ${method} (${columns.join(', ')})${where === '' ? '' : ` where ${where}`}`;

export interface PolicyFacts {
  name: string;
  /** Whether it narrows what other policies let through, instead of letting more through. */
  restrictive: boolean;
  command: string;
  roles: readonly string[];
  using: string;
  check: string;
}

export const policyLine = ({ name, restrictive, command, roles, using, check }: PolicyFacts): string =>
  `${restrictive ? 'restrictive ' : ''}policy ${name} for ${command} to ${roles.join(', ')}${using === '' ? '' : ` using ${using}`}${
    check === '' ? '' : ` with check ${check}`
  }`;

/** Row security stands in every table's description, so that a table without it differs. */
export const rowSecurityLine = (enabled: boolean, forced: boolean): string =>
  `row security ${enabled ? 'enabled' : 'off'}, ${forced ? 'forced' : 'not forced'}`;

export const timestampTriggerLine = 'trigger set_updated_at';
