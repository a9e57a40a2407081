import type { DomainContract, Procedure } from '@songtrackpro/contracts';
import type { z } from 'zod';
import type { Context, OpenContext, PersonContext, ProviderContext, WatchContext } from './context.ts';

/** What the verb of a procedure is given, by what the procedure asks of its caller. */
export type ContextOf<P extends Procedure> = P['permission'] extends 'public'
  ? OpenContext
  : P['permission'] extends 'self' | 'staff'
    ? PersonContext
    : P extends { readonly asks: 'provider' }
      ? ProviderContext
      : Context;

/** What a procedure does: one behaviour, in the caller's transaction, knowing nothing of HTTP. */
export type Verb<P extends Procedure> = (
  ctx: ContextOf<P>,
  input: z.output<P['input']>,
) => Promise<z.input<P['output']>>;

/** What a subscription does: events with ids, beginning after the one that the client saw last. */
export type Watcher<P extends Procedure> = (
  ctx: WatchContext,
  input: z.output<P['input']>,
  lastEventId: string | null,
) => AsyncIterable<{ id: string; data: z.input<P['output']> }>;

type RunWatcher = (
  ctx: WatchContext,
  input: unknown,
  lastEventId: string | null,
) => AsyncIterable<{ id: string; data: unknown }>;

type Run<Ctx> = (ctx: Ctx, input: unknown) => Promise<unknown>;

/** A verb with the kind of caller that it is for. */
export type Runner =
  | { for: 'anyone'; verb: Run<OpenContext> }
  | { for: 'person'; access: 'self' | 'staff'; verb: Run<PersonContext> }
  | { for: 'member'; verb: Run<Context> }
  | { for: 'asking'; verb: Run<ProviderContext> }
  | { for: 'watcher'; verb: RunWatcher };

/** A procedure with its name and its verb, ready to be called through any face of the API. */
export interface Endpoint {
  domain: string;
  name: string;
  /** `artists.list` */
  path: string;
  procedure: Procedure;
  run: Runner;
}

export type Verbs<Contract extends DomainContract> = {
  readonly [Name in keyof Contract]: Contract[Name]['kind'] extends 'subscription'
    ? Watcher<Contract[Name]>
    : Verb<Contract[Name]>;
};

/** `Verbs` has bound each verb to the context that its procedure's permission gives; names lose that bond. */
function toRunner({ kind, permission, asks }: Procedure, verb: Run<never> | RunWatcher): Runner {
  if (kind === 'subscription') return { for: 'watcher', verb: verb as RunWatcher };
  if (permission === 'public') return { for: 'anyone', verb: verb as Run<OpenContext> };
  if (permission === 'self' || permission === 'staff')
    return { for: 'person', access: permission, verb: verb as Run<PersonContext> };
  if (asks === 'provider') return { for: 'asking', verb: verb as Run<ProviderContext> };
  return { for: 'member', verb: verb as Run<Context> };
}

/** The endpoints of a domain: its contract with one verb for each procedure; none can be missing or mistyped. */
export function implement<Contract extends DomainContract>(
  domain: string,
  contract: Contract,
  verbs: Verbs<Contract>,
): Endpoint[] {
  return Object.entries(contract).map(([name, procedure]) => {
    const run = toRunner(procedure, verbs[name as keyof Contract] as Run<never> | RunWatcher);
    return { domain, name, path: `${domain}.${name}`, procedure, run };
  });
}
