import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { toWire } from './expand.ts';
import { type FormValue, parseForm, readInput } from './form.ts';
import { pageOf, pageQuery } from './lists.ts';
import { search } from './search.ts';
import type { FakeStripeState } from './state.ts';
import { missing } from './stripe-refusal.ts';

const Expanding = z.looseObject({ expand: z.array(z.string()).optional() });

/** What a handler is given beside its parameters. */
export interface Asked {
  /** A part of the address, as `id`. */
  at(name: string): string;
}

/** Addresses that take forms and answer objects. */
export class Endpoints {
  readonly routes = new Hono();
  readonly state: FakeStripeState;

  constructor(state: FakeStripeState) {
    this.state = state;
  }

  on<S extends z.ZodType>(
    method: 'get' | 'post' | 'delete',
    path: string,
    schema: S,
    handle: (input: z.output<S>, asked: Asked) => object,
  ): this {
    this.routes.on(method.toUpperCase(), path, async (c) => {
      const form = await formOf(c);
      const input = readInput(schema, form);
      const { expand = [] } = readInput(Expanding, form);
      const request = { id: this.state.newId('req'), key: c.req.header('idempotency-key') ?? null };
      const asked: Asked = { at: (name) => c.req.param(name) ?? '' };
      const answer = this.state.during(request, () => handle(input, asked));
      return c.json(asJson(toWire(this.state, answer, expand)), 200, { 'request-id': request.id });
    });
    return this;
  }

  /** One object by its id; what was deleted is answered as such. */
  retrieve(path: string, what: string, kind: ReadonlyMap<string, object>): this {
    return this.on('get', path, z.looseObject({}), (_input, asked) => {
      const id = asked.at('id');
      const found = kind.get(id) ?? this.state.deleted.get(id);
      if (!found) throw missing(what, id);
      return found;
    });
  }

  /** A list of one kind, filtered by equal values of the members that are named. */
  list<T extends { id: string; created?: number }>(
    path: string,
    kind: ReadonlyMap<string, T>,
    filters: readonly (keyof T & string)[] = [],
  ): this {
    const equal = Object.fromEntries(filters.map((name) => [name, z.string().optional()]));
    return this.on('get', path, z.object({ ...pageQuery, ...equal }), (query) => {
      const wanted: Record<string, unknown> = query;
      const items = [...kind.values()].filter((item) =>
        filters.every((name) => wanted[name] === undefined || String(item[name]) === wanted[name]),
      );
      return pageOf(items, query, path);
    });
  }

  search<T extends { metadata?: Record<string, string> | null }>(path: string, kind: ReadonlyMap<string, T>): this {
    const schema = z.looseObject({
      query: z.string(),
      limit: z.coerce.number().min(1).max(100).default(10),
      page: z.coerce.number().default(0),
    });
    return this.on('get', path, schema, ({ query, limit, page }) => {
      const found = search(kind.values(), query);
      const hasMore = found.length > page + limit;
      return {
        object: 'search_result',
        data: found.slice(page, page + limit),
        has_more: hasMore,
        next_page: hasMore ? String(page + limit) : null,
        url: path,
      };
    });
  }
}

async function formOf(c: Context): Promise<FormValue> {
  return parseForm(c.req.method === 'POST' ? await c.req.text() : new URL(c.req.url).search);
}

const asJson = (wire: unknown) => (typeof wire === 'object' && wire !== null ? wire : {});
