import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Access, Permission } from './permissions.ts';
import type { PlanResource } from './plans.ts';

export type ProcedureKind = 'query' | 'mutation' | 'subscription';

/**
 * One call of the API as data. The router, the SDK's types, the OpenAPI document, the permission table and the tests
 * that walk every procedure are all made from it, so nothing about a call is said twice.
 */
export interface Procedure<
  Kind extends ProcedureKind = ProcedureKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Needs extends Access = Access,
> {
  readonly kind: Kind;
  readonly permission: Needs;
  /**
   * `organization` where the call shows or changes what belongs to no artist: a member who is restricted to some
   * artists is refused.
   */
  readonly reach?: 'organization';
  /** Whether the call is answered while the organization is suspended. */
  readonly whileSuspended?: true;
  /** Whether the call changes something also while a payment is overdue for so long that nothing else may be changed. */
  readonly whileOverdue?: true;
  /** What of the plan the call may use up: it is refused where there would be more of it than the plan allows. */
  readonly counts?: PlanResource;
  /** How far back the `from` of its input may lie is the plan's to say. */
  readonly shows?: 'history';
  /** Where the call waits for another service: its verb gets no transaction, and opens its own around what it stores. */
  readonly asks?: 'provider';
  readonly input: Input;
  readonly output: Output;
  /** Codes that this call answers beside those every call may answer. */
  readonly errors: readonly ErrorCode[];
  readonly http: { readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; readonly path: `/v1/${string}` };
  /** Top-level fields of the output that are shown once: a repeated call is answered without them. */
  readonly secrets?: readonly string[];
  /** What one call costs against the rate limit; 1 is a cheap read. */
  readonly weight: number;
  readonly summary: string;
  readonly description: string;
  /** An input that the docs show and the tests send. */
  readonly example: z.input<Input>;
}

export type DomainContract = Readonly<Record<string, Procedure>>;

type Definition<Input extends z.ZodType, Output extends z.ZodType, Needs extends Access> = Omit<
  Procedure<ProcedureKind, Input, Output, Needs>,
  'kind' | 'asks'
>;

export function query<Input extends z.ZodType, Output extends z.ZodType, const Needs extends Access>(
  definition: Definition<Input, Output, Needs>,
): Procedure<'query', Input, Output, Needs> {
  return { kind: 'query', ...definition };
}

export function mutation<Input extends z.ZodType, Output extends z.ZodType, const Needs extends Access>(
  definition: Definition<Input, Output, Needs>,
): Procedure<'mutation', Input, Output, Needs> {
  return { kind: 'mutation', ...definition };
}

/** A mutation that waits for another service, outside of any transaction. */
export function providerMutation<Input extends z.ZodType, Output extends z.ZodType, const Needs extends Permission>(
  definition: Definition<Input, Output, Needs>,
): Procedure<'mutation', Input, Output, Needs> & { readonly asks: 'provider' } {
  return { kind: 'mutation', asks: 'provider', ...definition };
}

/** A stream of events, each of which is an `output`. */
export function subscription<Input extends z.ZodType, Output extends z.ZodType, const Needs extends Access>(
  definition: Definition<Input, Output, Needs>,
): Procedure<'subscription', Input, Output, Needs> {
  return { kind: 'subscription', ...definition };
}
