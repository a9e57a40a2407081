import type { Import } from '@songtrackpro/contracts';
import { ImportFault, type Recognition } from './formats/index.ts';

/** How an import ends that wrote nothing: with a question to the person, or with a fault of the file. */
export type Refusal =
  | { question: NonNullable<Import['question']>; fault?: never }
  | { fault: NonNullable<Import['fault']>; question?: never };

export class ImportRefused extends Error {
  override name = 'ImportRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.question?.message ?? refusal.fault?.message ?? 'refused');
    this.refusal = refusal;
  }
}

export function refusalOfRecognition(refused: Extract<Recognition, { ok: false }>): Refusal {
  const { code, message } = refused;
  if (code === 'needs_period') return { question: { code, message, option: 'periodStart and periodEnd' } };
  if (code === 'needs_currency') return { question: { code, message, option: 'currency' } };
  if (code === 'needs_country') return { question: { code, message, option: 'country' } };
  return { fault: { code, message } };
}

/** The refusal that an error means, or null when it is not the file's. */
export function refusalOfError(error: unknown): Refusal | null {
  if (error instanceof ImportRefused) return error.refusal;
  if (!(error instanceof ImportFault)) return null;
  const message = error.line === null ? error.message : `Line ${error.line}: ${error.message}`;
  if (error.code === 'ambiguous_dates') return { question: { code: 'needs_date_order', message, option: 'dateOrder' } };
  return { fault: { code: error.code, message } };
}
