import { errorCatalogue } from '@songtrackpro/contracts';
import { type AnyTRPCProcedure, type AnyTRPCRouter, initTRPC, TRPCError, tracked } from '@trpc/server';
import type { AppError } from './app-error.ts';
import { callEndpoint } from './call-endpoint.ts';
import type { RequestContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { errorAnswer } from './error-answer.ts';
import { runWatch } from './run-watch.ts';
import { toAppError } from './to-app-error.ts';

const trpcCodes: Record<(typeof errorCatalogue)[keyof typeof errorCatalogue]['status'], TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** tRPC reads the HTTP status from its own error class. */
function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: trpcCodes[errorCatalogue[error.code].status], message: error.message, cause: error });
}

const t = initTRPC.context<RequestContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter: ({ error, ctx }) => errorAnswer(toAppError(error), ctx?.requestId ?? 'unknown'),
});

/** The library puts the id of the last event that the client saw into the input. */
function splitLastEventId(raw: unknown): { input: unknown; lastEventId: string | null } {
  if (typeof raw !== 'object' || raw === null || !('lastEventId' in raw)) return { input: raw, lastEventId: null };
  const { lastEventId, ...input } = raw;
  return { input, lastEventId: typeof lastEventId === 'string' ? lastEventId : null };
}

function toTrpcSubscription(endpoint: Endpoint): AnyTRPCProcedure {
  return t.procedure
    .input((raw: unknown) => raw)
    .subscription(async function* ({ ctx, input, signal }) {
      try {
        const call = { ...splitLastEventId(input), signal: signal ?? ctx.services.stopping };
        for await (const { id, data } of runWatch(ctx, endpoint, call)) yield tracked(id, data);
      } catch (error) {
        throw toTrpcError(toAppError(error));
      }
    });
}

function toTrpcProcedure(endpoint: Endpoint): AnyTRPCProcedure {
  if (endpoint.procedure.kind === 'subscription') return toTrpcSubscription(endpoint);
  // The contract's own parsers run in callEndpoint, after the permission.
  const procedure = t.procedure.input((raw: unknown) => raw);
  const resolve = ({ ctx, input }: { ctx: RequestContext; input: unknown }) =>
    callEndpoint(ctx, endpoint, input).catch((error: unknown) => {
      throw toTrpcError(toAppError(error));
    });
  return endpoint.procedure.kind === 'query' ? procedure.query(resolve) : procedure.mutation(resolve);
}

/** The tRPC face of the API: a router per domain. */
export function toTrpcRouter(domains: readonly Endpoint[][]): AnyTRPCRouter {
  const routers = domains.map((endpoints) => {
    const procedures = endpoints.map((endpoint) => [endpoint.name, toTrpcProcedure(endpoint)] as const);
    return [endpoints[0]?.domain ?? '', t.router(Object.fromEntries(procedures))] as const;
  });
  return t.router(Object.fromEntries(routers));
}
