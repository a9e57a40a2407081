import { authorizeMember, isOpen } from './authorize.ts';
import type { Context, ProviderContext, RequestContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { checkAnswer, openContext, type Wrap } from './run-open-verb.ts';
import { runInOrganization } from './run-verb.ts';

/**
 * Runs a verb that waits for another service: outside of any transaction, which would hold a connection and locks for as
 * long as the other one likes. What a call under the same key was answered before is looked up first, because the verb's
 * way to its answer can't be taken twice.
 */
export async function runAsking(
  request: RequestContext,
  endpoint: Endpoint,
  { wrap, repeat }: { wrap: Wrap; repeat: (ctx: Context) => Promise<void> },
  verb: (ctx: ProviderContext) => Promise<unknown>,
): Promise<unknown> {
  const { path, procedure } = endpoint;
  const { permission, kind } = procedure;
  if (isOpen(permission)) throw new Error(`${path} belongs to no organization`);
  const caller = authorizeMember(request, permission, procedure);
  const inTransaction = <Output>(work: (ctx: Context) => Promise<Output>) =>
    runInOrganization(request, caller, { kind, path }, work);
  await inTransaction(repeat);
  const { cookie: _, ...open } = openContext(request, path);
  return verb({
    ...open,
    actor: caller.actor,
    organizationId: caller.organizationId,
    inTransaction,
    conclude: (work) => inTransaction((ctx) => wrap(ctx, async (inner) => concluded(endpoint, await work(inner)))),
  });
}

/** What breaks the contract is rolled back with its effect. */
function concluded<Output>(endpoint: Endpoint, answer: Output): Output {
  checkAnswer(endpoint, answer);
  return answer;
}
