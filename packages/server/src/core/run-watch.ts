import { AppError } from './app-error.ts';
import { authorizeMember, isOpen } from './authorize.ts';
import type { Context, RequestContext, WatchContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { spendPoints } from './limits/spend-points.ts';
import { parseInput } from './parse-input.ts';
import { checkAnswer } from './run-open-verb.ts';
import { idOf, runInOrganization } from './run-verb.ts';
import { recordSupportCall } from './support-access.ts';

/** One event of a stream; its id is where a client that lost the connection goes on. */
export interface StreamEvent {
  id: string;
  data: unknown;
}

/** Who is watched for: a revoked key, an ended session or a suspended organization wakes the stream, which then ends. */
async function authorizeAgain(request: RequestContext, { procedure, path }: Endpoint) {
  const { permission } = procedure;
  if (isOpen(permission)) throw new Error(`${path} belongs to no organization`);
  const authentication = await request.authenticateAgain();
  return authorizeMember({ ...request, authentication }, permission, procedure);
}

/**
 * The path of a subscription: permission and input as for every call, then events until the verb ends, the client goes,
 * or this process stops, which is an error that says to connect again. Each look at the stores is a short transaction of
 * its own, after the caller's right to it was checked anew.
 */
export async function* runWatch(
  request: RequestContext,
  endpoint: Endpoint,
  call: { input: unknown; lastEventId: string | null; signal: AbortSignal },
): AsyncGenerator<StreamEvent, void, undefined> {
  const { run, path } = endpoint;
  if (run.for !== 'watcher') throw new AppError('method_not_allowed');
  await spendPoints(request, endpoint.procedure);
  const caller = await authorizeAgain(request, endpoint);
  const input = parseInput(endpoint, call.input);
  await recordSupportCall(request, caller, path);
  const { services, requestId, origin } = request;
  const ended = new AbortController();
  const closed = services.metrics.openStream(path);
  const signal = AbortSignal.any([call.signal, services.stopping, ended.signal]);
  const ctx: WatchContext = {
    services,
    requestId,
    origin,
    path,
    now: services.clock(),
    actor: caller.actor,
    organizationId: caller.organizationId,
    signal,
    watch: (keys) => {
      const access = [`access ${idOf(caller.actor)}`, `access ${caller.organizationId}`] as const;
      return services.changes.watch([...keys, ...access], signal);
    },
    read: async <Output>(work: (inner: Context) => Promise<Output>) =>
      runInOrganization(request, await authorizeAgain(request, endpoint), { kind: 'query', path }, work),
  };
  try {
    for await (const { id, data } of run.verb(ctx, input, call.lastEventId)) {
      yield { id, data: checkAnswer(endpoint, data) };
      if (call.signal.aborted) return;
    }
    if (services.stopping.aborted) throw new AppError('stopping');
  } finally {
    ended.abort();
    closed();
  }
}
