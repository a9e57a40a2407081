import { AppError } from './app-error.ts';
import type { AuditChange } from './audit.ts';
import { authorizeMember, authorizePerson, isOpen } from './authorize.ts';
import type { Context, PersonContext, RequestContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { withDeadline } from './http/deadline.ts';
import { once, RepeatedCall, readIdempotencyKey, repeatFirstAnswer } from './idempotency.ts';
import { retryAfterOf } from './limits/limit-headers.ts';
import { spendPoints } from './limits/spend-points.ts';
import { withinPlan } from './limits/within-plan.ts';
import { onceForPerson } from './once-for-person.ts';
import { parseInput } from './parse-input.ts';
import { runAsking } from './run-asking.ts';
import { checkAnswer, openContext, personContext, type Wrap } from './run-open-verb.ts';
import { runVerb } from './run-verb.ts';
import { observeCall } from './telemetry/observe-call.ts';

/** Before the input is parsed: who may not call learns nothing about what the call would take. */
function admit(request: RequestContext, procedure: Endpoint['procedure']): void {
  const { permission } = procedure;
  if (permission === 'public') return;
  if (isOpen(permission)) authorizePerson(request, permission);
  else authorizeMember(request, permission, procedure);
}

/** A mutation that records no change is rolled back: an audit that can be forgotten is none. */
async function audited<Output>(
  { procedure, path }: Endpoint,
  ctx: Context,
  work: (ctx: Context) => Promise<Output>,
): Promise<Output> {
  let recorded = procedure.kind !== 'mutation';
  const audit = (change: AuditChange) => {
    recorded = true;
    ctx.audit(change);
  };
  const answer = await work({ ...ctx, audit });
  if (recorded) return answer;
  throw new AppError('internal', { cause: new Error(`${path} changed something without an audit entry`) });
}

/**
 * The path of every call, whichever face it came through: limits, permission, input, one transaction with the verb, output. An
 * output that breaks the contract never leaves; it is our fault and says so.
 */
export function callEndpoint(request: RequestContext, endpoint: Endpoint, rawInput: unknown): Promise<unknown> {
  const { services } = request;
  return observeCall(request, endpoint.path, () =>
    withDeadline(services.callTimeoutMs, () => answerCall(request, endpoint, rawInput)),
  );
}

async function answerCall(request: RequestContext, endpoint: Endpoint, rawInput: unknown): Promise<unknown> {
  const { procedure } = endpoint;
  await spendPoints(request, procedure);
  admit(request, procedure);
  const input = parseInput(endpoint, rawInput);
  const key = procedure.kind === 'mutation' ? readIdempotencyKey(request.idempotencyKey) : null;
  const call = { key, procedure, input };
  const wrap: Wrap = (ctx, work) =>
    once(ctx, call, () => withinPlan(ctx, { procedure, input }, () => audited(endpoint, ctx, work)));
  const repeat = (ctx: Context) => repeatFirstAnswer(ctx, call);
  const personally: Keeping['personally'] = (ctx, work) => onceForPerson(ctx, call, work);
  try {
    return await runEndpoint(request, endpoint, input, { wrap, repeat, personally });
  } catch (error) {
    if (error instanceof RepeatedCall) return error.answer;
    // A verb's own limit, of attempts to sign in.
    if (error instanceof AppError && error.code === 'rate_limited') request.showLimits([], retryAfterOf(error));
    throw error;
  }
}

/** How the answer to a call is kept for its repetitions: by where the call does its work. */
interface Keeping {
  wrap: Wrap;
  repeat(ctx: Context): Promise<void>;
  personally<Output>(ctx: PersonContext, work: () => Promise<Output>): Promise<Output>;
}

async function runEndpoint(
  request: RequestContext,
  endpoint: Endpoint,
  input: unknown,
  { wrap, repeat, personally }: Keeping,
): Promise<unknown> {
  const { procedure, path, run } = endpoint;
  switch (run.for) {
    case 'watcher':
      throw new AppError('method_not_allowed', { message: 'This is a subscription: open it as a stream of events.' });
    case 'anyone':
      return checkAnswer(endpoint, await run.verb(openContext(request, path), input));
    case 'person': {
      const ctx = personContext(request, authorizePerson(request, run.access), endpoint, wrap);
      const work = async () => checkAnswer(endpoint, await run.verb(ctx, input));
      // Whatever else people do for themselves is done in an organization, where `wrap` keeps the answer.
      return endpoint.domain === 'identity' ? personally(ctx, work) : work();
    }
    case 'asking':
      return checkAnswer(endpoint, await runAsking(request, endpoint, { wrap, repeat }, (ctx) => run.verb(ctx, input)));
    case 'member':
      // The answer is checked inside the transaction: what breaks the contract is rolled back with its effect.
      return runVerb(request, { procedure, path }, (ctx) =>
        wrap(ctx, async (inner) => checkAnswer(endpoint, await run.verb(inner, input))),
      );
  }
}
