import type { EventType, FakeStripeState } from './state.ts';

/** An object without the members that nobody gave. */
export const defined = <T extends object>(given: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.assign({}, ...Object.entries(given).map(([name, value]) => value !== undefined && { [name]: value }));

/** Changes an object and tells what it was before, as `previous_attributes`; nothing where nothing differs. */
export function change<T extends object>(object: T, changes: Partial<T>): Partial<T> | null {
  const previous: Partial<T> = {};
  for (const name of Object.keys(changes) as (keyof T)[]) {
    if (JSON.stringify(object[name]) !== JSON.stringify(changes[name])) previous[name] = object[name];
  }
  Object.assign(object, changes);
  return Object.keys(previous).length === 0 ? null : previous;
}

/** Changes members of an object by names and types that it has. */
export function set<T extends object>(object: T, changes: Partial<T>): void {
  Object.assign(object, changes);
}

/** Takes an object away; its id keeps answering that it is gone. */
export function remove<T extends { id: string; object: string }>(
  state: FakeStripeState,
  kind: Map<string, T>,
  object: T,
  type: EventType,
): { id: string; object: string; deleted: true } {
  kind.delete(object.id);
  const tombstone = { id: object.id, object: object.object, deleted: true } as const;
  state.deleted.set(object.id, tombstone);
  state.emit(type, object);
  return tombstone;
}
