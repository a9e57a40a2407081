import { findImport, type ImportRecord, type OpenImport, updateImport, withTenant } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { withSlowHeapGrowth } from '../core/heap-growth.ts';
import { ImportRun } from './import-run.ts';
import { runUndo } from './run-undo.ts';
import { tellOutcome } from './tell-outcome.ts';
import { ImportStopped } from './write-facts.ts';

/** After so many attempts that ended without a result, an import is left to a person. */
export const attemptLimit = 5;

/** Bytes up to which an import is over before its garbage amounts to anything. */
const shortBytes = 1024 ** 2;

const open: readonly string[] = ['queued', 'checking', 'writing', 'failed', 'undoing'];

async function begin(services: Services, { id, organizationId }: OpenImport): Promise<ImportRecord | null> {
  return withTenant(services.postgres, { organizationId }, async (tx) => {
    const record = await findImport(tx, id, { forUpdate: true });
    if (!record || !open.includes(record.status)) return null;
    if (record.attempts >= attemptLimit) {
      const message = `The import was tried ${attemptLimit} times without success. Report its id.`;
      const given = await updateImport(tx, id, { status: 'failed', fault: { code: 'internal', message } });
      await tellOutcome(services, tx, given);
      return null;
    }
    const status = record.undoneAt === null ? 'checking' : 'undoing';
    return updateImport(tx, id, { status, attempts: record.attempts + 1, fault: null });
  });
}

/** How an attempt ended: `null` where there was nothing to do any more. */
export type ImportOutcome = 'completed' | 'undone' | 'waiting' | 'refused' | 'given back' | null;

/** Takes one import as far as it goes; the caller holds the claim on it. An attempt cut short is simply made again. */
export async function processImport(
  services: Services,
  found: OpenImport,
  options: { stopped: () => boolean },
): Promise<ImportOutcome> {
  const record = await begin(services, found);
  if (!record) return null;
  const take = () => takeFurther(services, record, options);
  return (record.sizeBytes ?? 0) <= shortBytes ? take() : withSlowHeapGrowth(take);
}

async function takeFurther(
  services: Services,
  record: ImportRecord,
  options: { stopped: () => boolean },
): Promise<ImportOutcome> {
  const run = new ImportRun(services, record);
  try {
    if (record.status === 'undoing') {
      await runUndo(services, record, options.stopped);
      return 'undone';
    }
    await run.run(options.stopped);
    return 'completed';
  } catch (error) {
    // A process that is stopping gives the attempt back.
    if (!(error instanceof ImportStopped)) return run.fail(error);
    await run.update({ attempts: record.attempts - 1, progress: null });
    return 'given back';
  }
}
