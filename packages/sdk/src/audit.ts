import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type { AuditEntry, AuditExportInput, AuditListInput, SystemEvent, SystemEventListInput } from './types.ts';

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
    return pagesOf(this.#transport, 'audit.list', input, options);
  }

  /**
   * The organization's changes as lines of a file, newest first: JSON text for each entry, or with `format: 'csv'` a row
   * of headers and a row for each. Iterating reads page after page, so that no large export lies in memory.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const line of client.audit.export({ format: 'csv' })) file.write(`${line}\r\n`);
   */
  export(input: AuditExportInput = {}, options?: CallOptions): Paged<string> {
    return pagesOf(this.#transport, 'audit.export', input, options);
  }

  /**
   * What the installation did, for its staff alone, newest first: calls with their durations in milliseconds, jobs, syncs
   * and faults, of all organizations or of one. The last 24 hours unless `from` is given; events are kept for 30 days and
   * some seconds behind.
   *
   * @throws PermissionError for everybody but staff
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { at, name, durationMs, message } of client.audit.listSystemEvents({ level: 'error' }))
   *   console.log(at, name, durationMs, message);
   */
  listSystemEvents(input: SystemEventListInput = {}, options?: CallOptions): Paged<SystemEvent> {
    return pagesOf(this.#transport, 'audit.listSystemEvents', input, options);
  }
}
