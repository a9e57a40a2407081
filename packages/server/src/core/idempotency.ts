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
function withoutSecrets(answer: unknown, secrets: readonly string[] = []): unknown {
  if (secrets.length === 0 || typeof answer !== 'object' || answer === null) return answer;
  const hint = `This call was answered before. Shown once, in its first answer: ${secrets.join(', ')}.`;
  return { ...answer, ...Object.fromEntries(secrets.map((field) => [field, null])), hint };
}

/**
 * Runs a mutation once for its key: the first answer is kept in the mutation's own transaction and given to every
 * repetition for a day, as a `RepeatedCall` that ends its work. Keys are scoped to actor and procedure. A twin that runs
 * at the same time waits for the outcome.
 */
export async function once<Output>(
  ctx: Context,
  call: { key: string | null; procedure: Procedure; input: unknown },
  run: () => Promise<Output>,
): Promise<Output> {
  if (call.key === null) return run();
  const key = `${actorName(ctx.actor)} ${ctx.path} ${call.key}`;
  const owner = ownerOf(ctx, call.procedure);
  const requestHash = createHash('sha256').update(JSON.stringify(call.input)).digest();
  const first = await findFirstAnswer(ctx.tx, owner, key);
  if (first) {
    if (!requestHash.equals(first.requestHash)) throw new AppError('idempotency_key_reused');
    throw new RepeatedCall(first.answer);
  }
  const answer = await run();
  await keepFirstAnswer(ctx.tx, owner, key, { requestHash, answer: withoutSecrets(answer, call.procedure.secrets) });
  return answer;
}
