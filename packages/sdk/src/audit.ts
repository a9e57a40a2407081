import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type { AuditEntry, AuditListInput, AuditPage } from './types.ts';

/** Who changed what, when and from where. */
export class Audit {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The organization's changes, newest first: await it for a page, or iterate over all. An entry arrives a moment after
   * its change.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { action, changes } of client.audit.list({ resourceId })) console.log(action, changes);
   */
  list(input: AuditListInput = {}, options?: CallOptions): Paged<AuditEntry> {
    return new Paged((cursor) =>
      this.#transport.query<AuditPage>('audit.list', { ...input, cursor: cursor ?? input.cursor }, options),
    );
  }
}
