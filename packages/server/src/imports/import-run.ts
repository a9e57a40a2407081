import type { ImportColumns } from '@songtrackpro/contracts';
import {
  findMappingOf,
  type ImportChanges,
  type ImportRecord,
  saveMapping,
  updateImport,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { type CheckedFile, checkRows } from './check-rows.ts';
import { TotalsComparison } from './compare-totals.ts';
import { ErrorsFile } from './errors-file.ts';
import { subjectKey } from './fact-key.ts';
import { Fingerprints } from './fingerprints.ts';
import { assertTracksFit } from './fit-tracks.ts';
import {
  headBytes,
  type ParseOptions,
  parseRows,
  type RecognisedFormat,
  type Recognition,
  recognise,
  resolveDialect,
  SynonymWatch,
  unpack,
} from './formats/index.ts';
import { contentKey } from './load.ts';
import { placeFacts } from './place-facts.ts';
import type { PlacedFacts } from './placed-facts.ts';
import { columnNotes, readColumns } from './read-columns.ts';
import { ImportRefused, type Refusal, refusalOfError, refusalOfRecognition } from './refusal.ts';
import { tellOutcome } from './tell-outcome.ts';
import { ProgressTracker } from './track-progress.ts';
import { writeFacts } from './write-facts.ts';

/** Ends the transaction of a dry run. */
class NothingKept extends Error {}

const addCounts = (a: PlacedFacts['created'], b: PlacedFacts['created']): PlacedFacts['created'] => ({
  artists: a.artists + b.artists,
  adAccounts: a.adAccounts + b.adAccounts,
  campaigns: a.campaigns + b.campaigns,
  adSets: a.adSets + b.adSets,
  ads: a.ads + b.ads,
  tracks: a.tracks + b.tracks,
});

/** Why a file gives no fact: it may be in order and state nothing, which is no fault of anybody's. */
function nothingIn({ label }: RecognisedFormat, { rowsRead }: CheckedFile): { code: string; message: string } {
  if (rowsRead === 0) {
    const message = `Nothing to import: the file is a whole ${label}, and none of its rows states a number about a track, a day or a campaign.`;
    return { code: 'nothing_to_import', message };
  }
  return { code: 'no_usable_rows', message: `None of the ${rowsRead} rows could be used; see \`errors\`.` };
}

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
  const { periodStart, periodEnd, currency, dateOrder, decimalSeparator, country, columns, trackId, artistId } =
    options;
  return {
    ...(periodStart !== undefined && { periodStart }),
    ...(periodEnd !== undefined && { periodEnd }),
    ...(currency !== undefined && { currency }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(decimalSeparator !== undefined && { decimalSeparator }),
    ...(country !== undefined && { country }),
    ...(columns !== undefined && { columns }),
    ...(trackId !== undefined && { ofTrack: true }),
    ...(artistId !== undefined && trackId === undefined && { ofArtist: true }),
  };
}

/** The work on one import: it reads the file twice, and writes nothing before it has been read whole. */
export class ImportRun {
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

  /** The text of the file, unpacked; `progress` counts the bytes as they were sent. */
  #bytes(progress?: ProgressTracker): AsyncIterable<Uint8Array> {
    const sent = this.#services.files.read(contentKey(this.#record));
    return unpack(progress ? progress.bytes(sent) : sent);
  }

  /** Reads the whole file once and writes nothing; then places its subjects and writes its facts. */
  async run(stopped: () => boolean): Promise<void> {
    const record = this.#record;
    const recognition = recognise(await readHead(this.#bytes()), record.fileName, parseOptions(record));
    if (!recognition.ok) throw new ImportRefused(await this.#offerMapping(recognition));
    const { format } = recognition;
    const dialect = await resolveDialect(this.#bytes(), format, recognition.dialect);
    const checking = this.#tracker('checking');
    const errors = new ErrorsFile(this.#services.files, record);
    const synonyms = new SynonymWatch(format, dialect.decimalSeparator);
    const rows = parseRows(this.#bytes(checking), format, dialect, synonyms);
    const fingerprints = new Fingerprints(this.#services.files, `${contentKey(record)}-facts`);
    const checked = await checkRows(rows, errors, checking, fingerprints).finally(() => fingerprints.discard());
    await this.update(this.#counts(format, checked));
    if (checked.facts === 0) throw new ImportRefused({ fault: nothingIn(format, checked) });
    const placed = await this.#place(format, checked);
    await this.update({
      status: 'writing',
      created: addCounts(record.created, placed.created),
      subjects: placed.subjects,
    });
    const observedAt = new Date(record.options.exportedAt ?? `${checked.lastDate}T23:59:59.999Z`);
    const recordedAt = this.#services.clock();
    const progress = this.#tracker('writing');
    const plan = {
      record,
      checked,
      places: placed.places,
      observedAt,
      recordedAt,
      stopped,
      progress,
      passedOver: 0,
      facts: 0,
      totals: new TotalsComparison(checked.totals),
    };
    const changed = await writeFacts(this.#services, plan, parseRows(this.#bytes(progress), format, dialect));
    if (record.options.columns && !record.dryRun) await this.#keepMapping(format, record.options.columns);
    // An import that was queued again only says what it had found said before.
    const factsChanged = record.rows.changed + changed;
    await this.#finish({
      status: record.dryRun ? 'previewed' : 'completed',
      // Exact: the check tells facts apart by fingerprints, of which two may be equal by chance.
      facts: plan.facts,
      factsChanged,
      rowsPassedOver: plan.passedOver,
      notes: columnNotes(
        format,
        synonyms.differences(),
        checked.rowsRead - checked.rowsRefused - plan.passedOver - plan.facts,
      ),
      totals: plan.totals.result(({ subject }) => placed.places.get(subjectKey(subject))?.id ?? null),
    });
  }

  /** A refusal that a saved mapping of the same header may answer becomes a question that names it. */
  async #offerMapping(recognition: Extract<Recognition, { ok: false }>): Promise<Refusal> {
    const refusal = refusalOfRecognition(recognition);
    const isOpen = refusal.question !== undefined || recognition.code === 'unknown_format';
    if (!isOpen || this.#record.options.columns || recognition.header.length === 0) return refusal;
    const { organizationId } = this.#record;
    const known = await withTenant(this.#services.postgres, { organizationId }, (tx) =>
      findMappingOf(tx, recognition.header),
    );
    if (!known) return refusal;
    const hint = `The columns of a file with this header were explained before: import it again with mappingId ${known.id}.`;
    if (refusal.question) {
      return { question: { ...refusal.question, message: `${refusal.question.message} ${hint}`, mappingId: known.id } };
    }
    return { question: { code: 'needs_mapping', message: hint, option: 'mappingId', mappingId: known.id } };
  }

  #keepMapping({ columns }: RecognisedFormat, meanings: ImportColumns): Promise<void> {
    const { organizationId } = this.#record;
    const headers = columns.map(({ header }) => header);
    return withTenant(this.#services.postgres, { organizationId }, (tx) =>
      saveMapping(tx, organizationId, headers, meanings),
    );
  }

  /** Every subject of the file; in a dry run those that would be made are forgotten again. */
  async #place(format: RecognisedFormat, checked: CheckedFile): Promise<PlacedFacts> {
    const record = this.#record;
    let placed: PlacedFacts | undefined;
    const place = withTenant(this.#services.postgres, { organizationId: record.organizationId }, async (tx) => {
      placed = await placeFacts(tx, record, format, checked);
      if (placed.created.tracks > 0) await assertTracksFit(this.#services, tx);
      if (record.dryRun) throw new NothingKept();
    });
    await place.catch((error: unknown) => {
      if (!(error instanceof NothingKept)) throw error;
    });
    if (!placed) throw new Error('the transaction ended before its work did');
    return placed;
  }

  #tracker(phase: 'checking' | 'writing'): ProgressTracker {
    return new ProgressTracker(phase, this.#record.sizeBytes ?? 0, (progress) => this.update({ progress }));
  }

  #counts(format: RecognisedFormat, checked: CheckedFile): ImportChanges {
    const { rowsRead, rowsRefused, facts, firstDate, lastDate, errors } = checked;
    const columns = readColumns(format);
    return { format: format.id, columns, rowsRead, rowsRefused, facts, firstDate, lastDate, rowErrors: errors };
  }

  async #finish(changes: ImportChanges): Promise<void> {
    const { organizationId, id } = this.#record;
    const finishedAt = this.#services.clock().toISOString();
    await withTenant(this.#services.postgres, { organizationId }, async (tx) => {
      const ended = await updateImport(tx, id, { ...changes, progress: null, finishedAt });
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
    await this.update({ status: 'failed', progress: null, fault: { code: 'internal', message } });
    throw error;
  }
}
