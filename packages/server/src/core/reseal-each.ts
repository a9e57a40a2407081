import { SealError } from './keyring.ts';

export interface Resealed {
  /** Rows that the newest key seals now. */
  resealed: number;
  /** Rows that no key of the ring opens, or that hold what was sealed for another one. */
  unreadable: { id: string; message: string }[];
}

/** Seals rows anew one by one; what can't be opened is named and keeps nothing else from it. */
export async function resealEach<Row extends { id: string }>(
  rows: readonly Row[],
  reseal: (row: Row) => Promise<boolean>,
): Promise<Resealed> {
  const outcome: Resealed = { resealed: 0, unreadable: [] };
  for (const row of rows) {
    try {
      if (await reseal(row)) outcome.resealed += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      outcome.unreadable.push({ id: row.id, message: error.message });
    }
  }
  return outcome;
}
