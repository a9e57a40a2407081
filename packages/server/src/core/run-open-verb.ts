import { memberPermissions, type Procedure } from '@songtrackpro/contracts';
import { AppError } from './app-error.ts';
import type { Context, OpenContext, PersonContext, RequestContext, UserActor } from './context.ts';
import { runInOrganization } from './run-verb.ts';

interface Call {
  procedure: Procedure;
  path: string;
}

/** Wraps work of a transaction: idempotency and the audit that can't be forgotten. */
export type Wrap = <Output>(ctx: Context, work: (ctx: Context) => Promise<Output>) => Promise<Output>;

export function openContext({ services, requestId, origin, cookie }: RequestContext, path: string): OpenContext {
  return { services, requestId, origin, cookie, path, now: services.clock() };
}

/** What a person's own verb gets: the way into any organization that the work itself names. */
export function personContext(request: RequestContext, actor: UserActor, call: Call, wrap: Wrap): PersonContext {
  return {
    ...openContext(request, call.path),
    actor,
    inOrganization: (organizationId, work) => {
      const { member } = actor;
      const permissions =
        member?.organizationId === organizationId
          ? memberPermissions(member.role, member.permissions)
          : new Set<never>();
      const caller = { actor, organizationId, permissions, artistIds: null };
      return runInOrganization(request, caller, { kind: call.procedure.kind, path: call.path }, (ctx) =>
        wrap(ctx, work),
      );
    },
  };
}

/** What leaves is what the contract says; anything else is our fault and says so. */
export function checkAnswer({ procedure }: Pick<Call, 'procedure'>, answer: unknown): unknown {
  const checked = procedure.output.safeParse(answer);
  if (!checked.success) throw new AppError('internal', { cause: checked.error });
  return checked.data;
}
