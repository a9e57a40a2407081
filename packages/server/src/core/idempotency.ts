import { createHash } from 'node:crypto';
import type { Procedure } from '@songtrackpro/contracts';
import { findFirstAnswer, type KeyOwner, keepFirstAnswer } from '@songtrackpro/db';
import { AppError } from './app-error.ts';
import { isOpen } from './authorize.ts';
import type { Actor, Context } from './context.ts';

/** A key is the caller's own text: 1 to 255 visible ASCII characters. */
const keyShape = /^[\x21-\x7e]{1,255}$/;

/** The header's key, or null when none was sent. */
export function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (keyShape.test(header)) return header;
  throw new AppError('invalid_input', {
    message: 'Idempotency-Key must be 1 to 255 visible ASCII characters, for example a UUID.',
  });
}

/** Ends the work of a repeated call: what the first one was answered is the answer. */
export class RepeatedCall extends Error {
  override name = 'RepeatedCall';
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('this call was answered before');
    this.answer = answer;
  }
}

const actorName = (actor: Actor): string => {
  if (actor.kind === 'apiKey') return actor.apiKey.id;
  return actor.kind === 'user' ? actor.user.id : actor.kind;
};

/** What a person does for themselves may make the organization that it is done in: the key is then the person's. */
const ownerOf = ({ actor, organizationId }: Context, { permission }: Procedure): KeyOwner =>
  isOpen(permission) && actor.kind === 'user' ? { userId: actor.user.id } : { organizationId };

/** What is shown once is never stored; a repeated call learns that it was shown. */
export function withoutSecrets(answer: unknown, secrets: readonly string[] = []): unknown {
  if (secrets.length === 0 || typeof answer !== 'object' || answer === null) return answer;
  const hint = `This call was answered before. Shown once, in its first answer: ${secrets.join(', ')}.`;
  return { ...answer, ...Object.fromEntries(secrets.map((field) => [field, null])), hint };
}

export interface KeyedCall {
  key: string | null;
  procedure: Procedure;
  input: unknown;
}

const hashOf = (input: unknown) => createHash('sha256').update(JSON.stringify(input)).digest();
const nameOf = ({ actor, path }: Context, key: string) => `${actorName(actor)} ${path} ${key}`;

/** Ends the work, as a `RepeatedCall`, where a call under this key was answered before. */
export async function repeatFirstAnswer(ctx: Context, { key, procedure, input }: KeyedCall): Promise<void> {
  if (key === null) return;
  const first = await findFirstAnswer(ctx.tx, ownerOf(ctx, procedure), nameOf(ctx, key));
  if (!first) return;
  if (!hashOf(input).equals(first.requestHash)) throw new AppError('idempotency_key_reused');
  throw new RepeatedCall(first.answer);
}

/**
 * Runs a mutation once for its key: the first answer is kept in the mutation's own transaction and given to every
 * repetition for a day, as a `RepeatedCall` that ends its work. Keys are scoped to actor and procedure. A twin that runs
 * at the same time waits for the outcome.
 */
export async function once<Output>(ctx: Context, call: KeyedCall, run: () => Promise<Output>): Promise<Output> {
  const { key, procedure, input } = call;
  if (key === null) return run();
  await repeatFirstAnswer(ctx, call);
  const answer = await run();
  const kept = { requestHash: hashOf(input), answer: withoutSecrets(answer, procedure.secrets) };
  await keepFirstAnswer(ctx.tx, ownerOf(ctx, procedure), nameOf(ctx, key), kept);
  return answer;
}
