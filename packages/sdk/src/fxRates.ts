import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type { FxRate, FxRateImport, FxRateImportResult, FxRateListInput } from './types.ts';

/** Euro reference rates, by which series are shown in one report currency. */
export class FxRates {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Rates that are stored, newest day first: await it for a page, or iterate over all. A rate is the units of its currency
   * for one euro.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { date, rate } of client.fxRates.list({ currency: 'USD' })) console.log(date, rate);
   */
  list(input: FxRateListInput = {}, options?: CallOptions): Paged<FxRate> {
    return pagesOf(this.#transport, 'fxRates.list', input, options);
  }

  /**
   * Takes a file of rates as the European Central Bank publishes it, up to 900,000 characters at once. The same rates again
   * change nothing.
   *
   * @throws InvalidInputError when a cell is no rate; nothing is imported then
   * @throws ConflictError when another rate is stored for one of the days and `replace` isn't set
   * @example
   * const { created } = await client.fxRates.import({ csv: 'Date,USD\n2026-01-02,1.0412\n' });
   */
  import(input: FxRateImport, options?: CallOptions): Promise<FxRateImportResult> {
    return this.#transport.mutation('fxRates.import', input, options);
  }
}
