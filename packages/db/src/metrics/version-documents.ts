import { toUuid, toUuidOrNull } from '../core/mongo.ts';
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
    origin: {
      kind: origin.kind ?? 'import',
      importId: toUuid(origin.importId),
      fileName: origin.fileName,
      by: toUuidOrNull(origin.by ?? null),
    },
  };
}

export function fromOriginDocument({
  kind,
  importId,
  fileName,
  by,
}: VersionDocument['origin']): LedgerVersion['origin'] {
  const person = by === null ? {} : { by: by.toString() };
  return { ...(kind !== 'import' && { kind }), importId: importId.toString(), fileName, ...person };
}

export function fromVersionDocument(version: VersionDocument): LedgerVersion {
  return { ...version, values: fromStored(version.values), origin: fromOriginDocument(version.origin) };
}

export function toCurrentDocument(current: CurrentFact | null): CurrentDocument | null {
  return current && { ...toVersionDocument(current), calculated: { ...current.calculated } };
}
