import { Binary, UUID } from 'bson';
import { type Doc, isPlainObject } from '../query/values.ts';

/** Minutes after which an unused session is forgotten; hello announces the same. */
export const SESSION_MINUTES = 30;

/** Logical sessions that clients named; this server gives them no meaning beyond knowing them. */
export class Sessions {
  readonly #lastUse = new Map<string, { id: Binary; at: Date }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  note(lsid: unknown): void {
    if (!isPlainObject(lsid) || !(lsid.id instanceof Binary)) return;
    const key = lsid.id.toString('hex');
    this.#lastUse.delete(key);
    this.#lastUse.set(key, { id: lsid.id, at: this.#now() });
    const limit = this.#now().getTime() - SESSION_MINUTES * 60_000;
    for (const [oldest, { at }] of this.#lastUse) {
      if (at.getTime() >= limit && this.#lastUse.size <= 100_000) break;
      this.#lastUse.delete(oldest);
    }
  }

  end(sessions: unknown): void {
    for (const session of Array.isArray(sessions) ? sessions : []) {
      if (isPlainObject(session) && session.id instanceof Binary) this.#lastUse.delete(session.id.toString('hex'));
    }
  }

  list(): Doc[] {
    return [...this.#lastUse.values()].map(({ id, at }) => ({
      _id: { id: id instanceof UUID ? id : id.toUUID() },
      lastUse: at,
    }));
  }
}
