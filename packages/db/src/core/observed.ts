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

export interface StoreObserver<Mark> {
  /** Called where the call is made; what it answers is handed to `end`. */
  begin(call: StoreCall): Mark | undefined;
  end(mark: Mark, failed: boolean): void;
}

/** Watches every call of a store that this process makes; answers how to stop. */
export function onStoreCalls<Mark>(observer: StoreObserver<Mark>): () => void {
  const marks = new WeakMap<StoreCall, { mark: Mark }>();
  const failed = new WeakSet<StoreCall>();
  const subscriber = {
    start: (call: StoreCall) => {
      const mark = observer.begin(call);
      if (mark !== undefined) marks.set(call, { mark });
    },
    error: (call: StoreCall) => void failed.add(call),
    asyncEnd: (call: StoreCall) => {
      const found = marks.get(call);
      if (found) observer.end(found.mark, failed.has(call));
    },
    end: () => {},
    asyncStart: () => {},
  };
  channel.subscribe(subscriber);
  return () => channel.unsubscribe(subscriber);
}
