import type { Postgres } from '../core/postgres.ts';
import { answersKeptHours } from './store.ts';

/** A call of a person under a key of theirs. */
export interface PersonalCall {
  userId: string;
  key: string;
  /** Digest of the input. */
  requestHash: Uint8Array;
}

export type Claim =
  /** The call is to be made; `at` names the claim. */
  | { state: 'claimed'; at: string }
  /** A twin is being made. */
  | { state: 'running' }
  | { state: 'answered'; answer: unknown }
  /** The key belongs to another input. */
  | { state: 'reused' };

interface Row {
  at: string;
  requestHash: Uint8Array;
  /** JSON's null while the call is being made. */
  answer: unknown;
  abandoned: boolean;
}

/**
 * Claims a key for a call that is made of several transactions, or tells what became of an earlier one. A claim whose
 * process died is given to the next call after `claimSeconds`, so no call may take longer.
 */
export function claimKey(
  { auth }: Pick<Postgres, 'auth'>,
  { userId, key, requestHash }: PersonalCall,
  claimSeconds: number,
): Promise<Claim> {
  return auth.begin(async (tx): Promise<Claim> => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 3))`;
    const [row] = await tx<Row[]>`
      select created_at::text as at, request_hash as "requestHash", answer,
        answer = 'null'::jsonb and created_at < clock_timestamp() - make_interval(secs => ${claimSeconds}) as abandoned
      from personal_answers
      where user_id = ${userId} and key = ${key}
        and created_at > clock_timestamp() - make_interval(hours => ${answersKeptHours})
      order by created_at desc limit 1`;
    if (row && !row.abandoned) {
      if (!Buffer.from(requestHash).equals(row.requestHash)) return { state: 'reused' };
      return row.answer === null ? { state: 'running' } : { state: 'answered', answer: row.answer };
    }
    const [claimed] = await tx<{ at: string }[]>`
      insert into personal_answers (user_id, key, request_hash, answer, created_at)
      values (${userId}, ${key}, ${Buffer.from(requestHash)}, 'null'::jsonb, clock_timestamp())
      returning created_at::text as at`;
    return { state: 'claimed', at: claimed?.at ?? '' };
  });
}

type Claimed = Pick<PersonalCall, 'userId' | 'key'> & { at: string };

/** Keeps what the claimed call was answered. */
export async function keepAnswer(
  { auth }: Pick<Postgres, 'auth'>,
  { userId, key, at }: Claimed,
  answer: unknown,
): Promise<void> {
  await auth`
    update personal_answers set answer = ${JSON.stringify(answer)}::text::jsonb
    where user_id = ${userId} and key = ${key} and created_at = ${at}::text::timestamptz`;
}

/** Leaves the key free: the call had no effect. */
export async function releaseKey({ auth }: Pick<Postgres, 'auth'>, { userId, key, at }: Claimed): Promise<void> {
  await auth`
    delete from personal_answers
    where user_id = ${userId} and key = ${key} and created_at = ${at}::text::timestamptz`;
}
