import { openForInspection } from '../core/postgres.ts';
import type { RelationalFinding } from './finding.ts';
import { inspectDuplicateIndexes, inspectForeignKeys, inspectUnusedIndexes } from './inspect-indexes.ts';
import { inspectCatalog, inspectMigrations, inspectPolicies } from './inspect-schema.ts';
import { inspectDeadTuples, inspectPartitions, inspectSettings } from './inspect-upkeep.ts';

/** Looks through the relational store as its owner and changes nothing; an unmigrated one answers that alone. */
export async function inspectRelational(ownerUrl: string, now: Date): Promise<RelationalFinding[]> {
  const owner = openForInspection(ownerUrl);
  try {
    const migrations = await inspectMigrations(owner);
    if (migrations.some(({ severity }) => severity === 'fault')) return migrations;
    const findings = [
      ...migrations,
      ...(await inspectCatalog(owner)),
      ...(await inspectPolicies(owner)),
      ...(await inspectForeignKeys(owner)),
      ...(await inspectDuplicateIndexes(owner)),
      ...(await inspectUnusedIndexes(owner)),
      ...(await inspectSettings(owner)),
      ...(await inspectPartitions(owner, now)),
      ...(await inspectDeadTuples(owner)),
    ];
    return findings;
  } finally {
    await owner.end({ timeout: 5 });
  }
}
