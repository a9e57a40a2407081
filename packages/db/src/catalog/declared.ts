import { is, SQL } from 'drizzle-orm';
import { getTableConfig, IndexedColumn, type PgColumn, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import {
  columnLine,
  foreignKeyLine,
  indexLine,
  keyLine,
  policyLine,
  rowSecurityLine,
  type TableDescription,
  timestampTriggerLine,
} from './describe.ts';
import { normalizeExpression } from './normalize.ts';

const dialect = new PgDialect();
const textOf = (sql: SQL): string => normalizeExpression(dialect.sqlToQuery(sql.inlineParams()).sql);

function defaultOf(column: PgColumn): string {
  if (column.generated) return is(column.generated.as, SQL) ? textOf(column.generated.as) : '';
  const value = column.default;
  if (value === undefined) return '';
  if (is(value, SQL)) return textOf(value);
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return typeof value === 'string' ? `'${value.toLowerCase()}'` : String(value);
}

type Config = ReturnType<typeof getTableConfig>;
const names = (columns: readonly { name: string }[]) => columns.map((column) => column.name);

function keyLines({ columns, primaryKeys, uniqueConstraints }: Config): string[] {
  const single = columns.filter((column) => column.primary);
  return [
    ...(single.length > 0 ? [keyLine({ kind: 'primary key', columns: names(single) })] : []),
    ...primaryKeys.map((key) => keyLine({ kind: 'primary key', columns: names(key.columns) })),
    ...uniqueConstraints.map((key) => keyLine({ kind: 'unique', columns: names(key.columns) })),
  ];
}

function foreignKeyLines({ foreignKeys }: Config): string[] {
  return foreignKeys.map((key) => {
    const { columns, foreignColumns, foreignTable } = key.reference();
    const own = names(columns);
    // Of a composite key only the link itself is cleared: the row keeps its organization, or its own id.
    const kept = own.includes('id') ? 'id' : 'organization_id';
    return foreignKeyLine({
      columns: own,
      table: getTableConfig(foreignTable).name,
      foreignColumns: names(foreignColumns),
      onDelete: key.onDelete ?? 'no action',
      cleared: own.filter((name) => name !== kept),
    });
  });
}

function indexLines({ indexes }: Config): string[] {
  return indexes.map(({ config }) =>
    indexLine({
      name: config.name ?? '',
      unique: config.unique,
      method: config.method ?? 'btree',
      columns: config.columns.map((column) =>
        is(column, IndexedColumn)
          ? [column.name, column.indexConfig.opClass].filter((part) => part !== undefined).join(' ')
          : 'an expression',
      ),
      where: config.where ? textOf(config.where) : '',
    }),
  );
}

function policyLines({ policies }: Config): string[] {
  return policies.map((policy) =>
    policyLine({
      name: policy.name,
      restrictive: policy.as === 'restrictive',
      command: policy.for ?? 'all',
      roles: [policy.to].flat().map(String),
      using: policy.using ? textOf(policy.using) : '',
      check: policy.withCheck ? textOf(policy.withCheck) : '',
    }),
  );
}

/** A table as the code declares it. */
export function describeDeclared(table: PgTable): TableDescription {
  const config = getTableConfig(table);
  const columns = config.columns.map((column) =>
    columnLine({
      name: column.name,
      type: column.getSQLType(),
      notNull: column.notNull,
      default: defaultOf(column),
      generated: column.generated !== undefined,
    }),
  );
  const lines = [
    ...columns,
    ...keyLines(config),
    ...foreignKeyLines(config),
    ...indexLines(config),
    ...policyLines(config),
    rowSecurityLine(true, true),
    ...(config.columns.some((column) => column.name === 'updated_at') ? [timestampTriggerLine] : []),
  ];
  return { name: config.name, lines: new Set(lines) };
}
