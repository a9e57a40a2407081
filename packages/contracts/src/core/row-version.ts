import { z } from 'zod';

/** Version of a row as a caller read it: it begins at 1, and a column of four bytes holds it. */
export const RowVersion = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
