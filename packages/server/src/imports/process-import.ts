import {
  findImport,
  type ImportChanges,
  type ImportRecord,
  type OpenImport,
  updateImport,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { type CheckedFile, checkRows } from './check-rows.ts';
import {
  headBytes,
  type ParseOptions,
  parseRows,
  type RecognisedFormat,
  recognise,
  resolveDialect,
} from './formats/index.ts';
import { contentKey } from './load.ts';
import { placeFacts } from './place-facts.ts';
import { ImportRefused, refusalOfError, refusalOfRecognition } from './refusal.ts';
import { tellOutcome } from './tell-outcome.ts';
import { ImportStopped, writeFacts } from './write-facts.ts';

/** After so many attempts that ended without a result, an import is left to a person. */
export const attemptLimit = 5;

async function readHead(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

function parseOptions({ options }: ImportRecord): ParseOptions {
  const { periodStart, periodEnd, currency, dateOrder } = options;
  return {
    ...(periodStart !== undefined && { periodStart }),
    ...(periodEnd !== undefined && { periodEnd }),
    ...(currency !== undefined && { currency }),
    ...(dateOrder !== undefined && { dateOrder }),
  };
}

class ImportRun {
  readonly #services: Services;
  readonly #record: ImportRecord;

  constructor(services: Services, record: ImportRecord) {
    this.#services = services;
    this.#record = record;
  }

  update(changes: ImportChanges): Promise<ImportRecord> {
    const { organizationId, id } = this.#record;
    return withTenant(this.#services.postgres, { organizationId }, (tx) => updateImport(tx, id, changes));
  }

  #bytes(): AsyncIterable<Uint8Array> {
    return this.#services.files.read(contentKey(this.#record));
  }

  /** Reads the whole file once and writes nothing; then places its subjects and writes its facts. */
  async run(stopped: () => boolean): Promise<void> {
    const record = this.#record;
    const recognition = recognise(await readHead(this.#bytes()), record.fileName, parseOptions(record));
    if (!recognition.ok) throw new ImportRefused(refusalOfRecognition(recognition));
    const { format } = recognition;
    if (!format.supported) {
      const message = `${format.label} is recognised but cannot be imported yet. Nothing was taken from the file.`;
      throw new ImportRefused({ fault: { code: 'unsupported_format', message } });
    }
    const dialect = await resolveDialect(this.#bytes(), format, recognition.dialect);
    const checked = await checkRows(parseRows(this.#bytes(), format, dialect));
    await this.update(this.#counts(format, checked));
    if (checked.facts === 0) {
      const message = `None of the ${checked.rowsRead} rows could be used; see \`errors\`.`;
      throw new ImportRefused({ fault: { code: 'no_usable_rows', message } });
    }
    const placed = await withTenant(this.#services.postgres, { organizationId: record.organizationId }, (tx) =>
      placeFacts(tx, record, format, checked),
    );
    await this.update({ status: 'writing', created: placed.created, subjects: placed.subjects });
    const observedAt = new Date(record.options.exportedAt ?? `${checked.lastDate}T23:59:59.999Z`);
    const plan = { record, checked, places: placed.places, observedAt, recordedAt: this.#services.clock(), stopped };
    const factsChanged = await writeFacts(this.#services, plan, parseRows(this.#bytes(), format, dialect));
    await this.#finish({ status: 'completed', factsChanged });
  }

  #counts(format: RecognisedFormat, checked: CheckedFile): ImportChanges {
    const { rowsRead, rowsRefused, facts, firstDate, lastDate, errors } = checked;
    return { format: format.id, rowsRead, rowsRefused, facts, firstDate, lastDate, rowErrors: errors };
  }

  async #finish(changes: ImportChanges): Promise<void> {
    const { organizationId, id } = this.#record;
    const finishedAt = this.#services.clock().toISOString();
    await withTenant(this.#services.postgres, { organizationId }, async (tx) => {
      const ended = await updateImport(tx, id, { ...changes, finishedAt });
      await tellOutcome(this.#services, tx, ended);
    });
  }

  /** Records how the attempt ended: by the file, which is final, or by us, which is tried again. */
  async fail(error: unknown): Promise<'waiting' | 'refused'> {
    const refusal = refusalOfError(error);
    if (refusal?.question) {
      await this.#finish({ status: 'waiting', question: refusal.question });
      return 'waiting';
    }
    if (refusal?.fault) {
      await this.#finish({ status: 'refused', fault: refusal.fault });
      return 'refused';
    }
    const message = 'The import could not be finished because of a fault on our side. It will be tried again.';
    await this.update({ status: 'failed', fault: { code: 'internal', message } });
    throw error;
  }
}

async function begin(services: Services, open: OpenImport): Promise<ImportRecord | null> {
  return withTenant(services.postgres, { organizationId: open.organizationId }, async (tx) => {
    const record = await findImport(tx, open.id, { forUpdate: true });
    if (!record || !['queued', 'checking', 'writing', 'failed'].includes(record.status)) return null;
    if (record.attempts >= attemptLimit) {
      const message = `The import was tried ${attemptLimit} times without success. Report its id.`;
      const given = await updateImport(tx, open.id, { status: 'failed', fault: { code: 'internal', message } });
      await tellOutcome(services, tx, given);
      return null;
    }
    return updateImport(tx, open.id, { status: 'checking', attempts: record.attempts + 1, fault: null });
  });
}

/** How an attempt ended: `null` where there was nothing to do any more. */
export type ImportOutcome = 'completed' | 'waiting' | 'refused' | 'given back' | null;

/** Takes one import as far as it goes; the caller holds the claim on it. An attempt cut short is simply made again. */
export async function processImport(
  services: Services,
  open: OpenImport,
  options: { stopped: () => boolean },
): Promise<ImportOutcome> {
  const record = await begin(services, open);
  if (!record) return null;
  const run = new ImportRun(services, record);
  try {
    await run.run(options.stopped);
    return 'completed';
  } catch (error) {
    // A process that is stopping gives the attempt back.
    if (!(error instanceof ImportStopped)) return run.fail(error);
    await run.update({ attempts: record.attempts - 1 });
    return 'given back';
  }
}
