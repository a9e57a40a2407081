import { type CalculatedMetricId, calculateAll, type ReportedValues } from '@songtrackpro/contracts';

/** One statement about a fact: numbers as they are on the wire (counts as numbers, exact decimals as text). */
export interface FactVersion {
  recordedAt: Date;
  observedAt: Date;
  /** `undone`: everything that the same import said before is taken back. */
  state: 'provisional' | 'final' | 'withdrawn' | 'undone';
  values: ReportedValues;
  /** Why a value is null, by metric. */
  reasons: Record<string, string>;
  labels: Record<string, string>;
  /** Rows of the file that were summed. */
  rows: number;
  origin: { kind?: 'import' | 'push' | 'sync'; importId: string; fileName: string; by?: string | null };
}

/** A statement with the zone of its days and the currency of its money, null where the source does not say. */
export interface LedgerVersion extends FactVersion {
  zone: string | null;
  currency: string | null;
}

export interface CurrentFact extends Omit<LedgerVersion, 'state'> {
  state: 'provisional' | 'final';
  calculated: Partial<Record<CalculatedMetricId, number>>;
}

/** Recorded in the same millisecond, versions are ordered by their import, so that every reader sees one order. */
function byRecording(a: FactVersion, b: FactVersion): number {
  const difference = a.recordedAt.getTime() - b.recordedAt.getTime();
  return difference || (a.origin.importId < b.origin.importId ? -1 : a.origin.importId > b.origin.importId ? 1 : 0);
}

const agree = (a: string | null, b: string | null) => a === null || b === null || a === b;

/** Later numbers over earlier ones; a file that cannot tell a number (null) takes none away that another one told. */
function unite(parts: readonly ReportedValues[]): ReportedValues {
  const united: ReportedValues = {};
  for (const [id, value] of parts.flatMap((part) => Object.entries(part))) {
    const metric = id as keyof ReportedValues;
    if (value !== null || united[metric] === undefined) united[metric] = value;
  }
  return united;
}

/** The versions whose import has not been undone. Among those recorded by a moment, an undo that came later is absent. */
function standingOf<Version extends FactVersion>(versions: readonly Version[]): readonly Version[] {
  const undone = new Set(versions.flatMap(({ state, origin }) => (state === 'undone' ? [origin.importId] : [])));
  return undone.size === 0 ? versions : versions.filter(({ origin }) => !undone.has(origin.importId));
}

const reasonsOfNulls = (reasons: FactVersion['reasons'], values: ReportedValues): FactVersion['reasons'] =>
  Object.fromEntries(Object.entries(reasons).filter(([id]) => values[id as keyof ReportedValues] === null));

/**
 * What was said of one moment of observation. Files of the same moment carry different columns of one truth (an export
 * of costs, an export of results), so their columns are united, later recordings over earlier ones. Different moments
 * are never mixed, and neither are currencies or zones. A withdrawal ends what was said before it.
 */
function viewAt(versions: readonly LedgerVersion[], observedAt: Date): LedgerVersion | null {
  const said = versions.filter((version) => version.observedAt.getTime() === observedAt.getTime()).sort(byRecording);
  const last = said.at(-1);
  if (!last || last.state === 'withdrawn') return last ?? null;
  if (said.length === 1) return { ...last, reasons: reasonsOfNulls(last.reasons, last.values) };
  const standing = said
    .slice(said.findLastIndex((version) => version.state === 'withdrawn') + 1)
    .filter((version) => agree(version.currency, last.currency) && agree(version.zone, last.zone));
  const values = unite(standing.map((version) => version.values));
  const reasons: Record<string, string> = Object.assign({}, ...standing.map((version) => version.reasons));
  return {
    ...last,
    values,
    reasons: reasonsOfNulls(reasons, values),
    labels: Object.assign({}, ...standing.map((version) => version.labels)),
    zone: standing.findLast((version) => version.zone !== null)?.zone ?? null,
    currency: standing.findLast((version) => version.currency !== null)?.currency ?? null,
  };
}

/** What holds, without what is calculated of it. */
export type StandingFact = Omit<CurrentFact, 'calculated'>;

/**
 * What holds, now or as of a moment of recording: the newest observation among the versions recorded by then. Null when
 * nothing had been recorded, or when it was withdrawn.
 */
export function standingFact(versions: readonly LedgerVersion[], asOf: Date | null = null): StandingFact | null {
  const known = standingOf(asOf === null ? versions : versions.filter((version) => version.recordedAt <= asOf));
  if (known.length === 0) return null;
  const newest = new Date(Math.max(...known.map((version) => version.observedAt.getTime())));
  const view = viewAt(known, newest);
  return !view || view.state === 'withdrawn' || view.state === 'undone' ? null : { ...view, state: view.state };
}

/** The same with what is calculated of it. */
export function currentOf(versions: readonly LedgerVersion[], asOf: Date | null = null): CurrentFact | null {
  const standing = standingFact(versions, asOf);
  return standing && { ...standing, calculated: calculatedOf(standing.values) };
}

function calculatedOf(values: ReportedValues): CurrentFact['calculated'] {
  const entries = Object.entries(calculateAll(values)).flatMap(([id, { value }]) =>
    value === null ? [] : [[id, value]],
  );
  return Object.fromEntries(entries);
}

const sorted = (values: ReportedValues) => JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Whether a sync found a fact as it was. It asks for whole facts again and again, so what it leaves out is gone, and what
 * it repeats is nothing new although it was observed later.
 */
function isUnchanged(versions: readonly LedgerVersion[], statement: LedgerVersion): boolean {
  const current = standingFact(versions);
  if (statement.state === 'withdrawn') return current === null;
  return (
    current !== null &&
    current.observedAt <= statement.observedAt &&
    current.state === statement.state &&
    current.currency === statement.currency &&
    current.zone === statement.zone &&
    sorted(current.values) === sorted(statement.values)
  );
}

const kindOf = ({ state }: FactVersion) => (state === 'withdrawn' || state === 'undone' ? state : 'stated');

/** Whether a statement adds nothing to what was already said of the same moment, or is a repetition by one import. */
export function isKnown(versions: readonly LedgerVersion[], statement: LedgerVersion): boolean {
  if (statement.origin.kind === 'sync' && isUnchanged(versions, statement)) return true;
  const kind = kindOf(statement);
  const repeated = versions.some(
    (version) => version.origin.importId === statement.origin.importId && kindOf(version) === kind,
  );
  if (repeated) return true;
  const view = viewAt(standingOf(versions), statement.observedAt);
  if (!view || view.state !== statement.state) return false;
  const { values: said } = view;
  const repeats = (a: string | null, b: string | null) => b === null || a === b;
  return (
    repeats(view.currency, statement.currency) &&
    repeats(view.zone, statement.zone) &&
    Object.entries(statement.values).every(
      ([id, value]) => id in said && (value === null || said[id as keyof ReportedValues] === value),
    )
  );
}
