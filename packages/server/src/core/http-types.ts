import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

export interface HttpEnvironment {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The client's own id for the request, where it gave a usable one. */
    clientRequestId: string | undefined;
  };
}

export type Http = Context<HttpEnvironment>;
