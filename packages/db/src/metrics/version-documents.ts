import { toUuid } from '../core/mongo.ts';
import type { CurrentDocument, VersionDocument } from './documents.ts';
import type { CurrentFact, LedgerVersion } from './ledger-version.ts';
import { fromStored, toStored } from './stored-numbers.ts';

export function toVersionDocument(version: LedgerVersion): VersionDocument {
  const { recordedAt, observedAt, state, zone, currency, values, reasons, labels, rows, origin } = version;
  return {
    recordedAt,
    observedAt,
    state,
    zone,
    currency,
    values: toStored(values),
    reasons,
    labels,
    rows,
    origin: { kind: origin.kind ?? 'import', importId: toUuid(origin.importId), fileName: origin.fileName },
  };
}

export function fromVersionDocument(version: VersionDocument): LedgerVersion {
  const { kind, importId, fileName } = version.origin;
  return {
    ...version,
    values: fromStored(version.values),
    origin: { ...(kind !== 'import' && { kind }), importId: importId.toString(), fileName },
  };
}

export function toCurrentDocument(current: CurrentFact | null): CurrentDocument | null {
  return current && { ...toVersionDocument(current), calculated: { ...current.calculated } };
}
