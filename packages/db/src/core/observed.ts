import { tracingChannel } from 'node:diagnostics_channel';

/** What a store is asked to do, told on channels of Node's diagnostics; without a subscriber it costs nothing. */
export interface StoreCall {
  store: 'postgres' | 'documents';
  /** `transaction`, `find`, `aggregate`, `write`… */
  operation: string;
  /** The collection, or how the transaction runs. */
  target: string;
}

const channel = tracingChannel<string, StoreCall>('songtrackpro.store');

/** Runs a call of a store and tells subscribers of its begin, its end and its error; never of any value in it. */
export function observed<T>(call: StoreCall, work: () => Promise<T>): Promise<T> {
  return channel.hasSubscribers ? channel.tracePromise(work, call) : work();
}
