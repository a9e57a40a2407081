import type { Transport } from './call.ts';
import { fromAbort } from './errors.ts';
import type { CallOptions } from './options.ts';

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * A list that can be awaited for its first page, or iterated over all of its pages.
 *
 * @example
 * const page = await client.tracks.list({ limit: 20 });
 * for await (const track of client.tracks.list()) console.log(track.title);
 * const first500 = await client.tracks.list().toArray({ limit: 500 });
 */
export class Paged<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #read: (cursor: string | undefined) => Promise<Page<T>>;
  readonly #signal: AbortSignal | undefined;

  constructor(read: (cursor: string | undefined) => Promise<Page<T>>, signal?: AbortSignal) {
    this.#read = read;
    this.#signal = signal;
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is this class's purpose.
  then<A = Page<T>, B = never>(
    fulfilled?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read(undefined).then(fulfilled, rejected);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      for (const item of page.items) {
        // Also in the middle of a page: whoever aborts wants no more.
        if (this.#signal?.aborted) throw fromAbort(this.#signal.reason);
        yield item;
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Reads pages until the list ends or `limit` items are there. */
  async toArray(options: { limit: number }): Promise<T[]> {
    const items: T[] = [];
    if (options.limit <= 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= options.limit) break;
    }
    return items;
  }
}

/** The list that a procedure answers page by page, from the cursor of the input on where it names one. */
export function pagesOf<T>(
  transport: Transport,
  path: string,
  input: { readonly cursor?: string | undefined },
  options?: CallOptions,
): Paged<T> {
  return new Paged(
    (cursor) => transport.query<Page<T>>(path, { ...input, cursor: cursor ?? input.cursor }, options),
    options?.signal,
  );
}
