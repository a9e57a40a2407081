import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Authentication } from './context.ts';

export interface HttpEnvironment {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** Where the request comes from; null where that can't be told. */
    address: string | null;
    /** The client's own id for the request, where it gave a usable one. */
    clientRequestId: string | undefined;
    /** The procedure that a plain address leads to. */
    procedure: string | undefined;
    /** Who sent the request, as soon as that was looked up. */
    caller: Authentication | undefined;
  };
}

export type Http = Context<HttpEnvironment>;
