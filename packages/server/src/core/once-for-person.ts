import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimKey, keepAnswer, releaseKey } from '@songtrackpro/db';
import { AppError } from './app-error.ts';
import type { PersonContext } from './context.ts';
import { type KeyedCall, RepeatedCall, withoutSecrets } from './idempotency.ts';

/** Milliseconds between two looks at a twin that is being made. */
const lookEvery = 100;

/**
 * Runs what a person does with their own account once for its key. The sign-in library works in transactions of its own,
 * so the key is claimed before and the answer kept right after, not with the effect. A twin at the same time waits for the
 * outcome; a call that fails leaves the key free.
 *
 * @throws RepeatedCall with the first answer
 */
export async function onceForPerson<Output>(
  { services, actor, path }: PersonContext,
  { key, procedure, input }: KeyedCall,
  run: () => Promise<Output>,
): Promise<Output> {
  if (key === null) return run();
  const { postgres, callTimeoutMs, signIn } = services;
  const userId = actor.user.id;
  // Under a secret: the input may be a password alone, which a plain digest would let guess.
  const requestHash = createHmac('sha256', signIn.secret).update(JSON.stringify(input)).digest();
  const call = { userId, key: `${userId} ${path} ${key}`, requestHash };
  for (let waited = 0; waited <= callTimeoutMs; waited += lookEvery) {
    const claim = await claimKey(postgres, call, (2 * callTimeoutMs) / 1000);
    if (claim.state === 'reused') throw new AppError('idempotency_key_reused');
    if (claim.state === 'answered') throw new RepeatedCall(claim.answer);
    if (claim.state === 'running') {
      await sleep(lookEvery);
      continue;
    }
    const claimed = { ...call, at: claim.at };
    const answer = await run().catch(async (error: unknown) => {
      await releaseKey(postgres, claimed);
      throw error;
    });
    await keepAnswer(postgres, claimed, withoutSecrets(answer, procedure.secrets));
    return answer;
  }
  throw new AppError('deadline_exceeded', { details: { limitSeconds: callTimeoutMs / 1000 } });
}
