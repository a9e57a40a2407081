import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import type { Postgres } from '../core/postgres.ts';

/** Counts points by key in windows of time. */
export interface SharedCounters {
  /**
   * Adds points to a key. Answers what all have added to it in its running window, which begins with its first points,
   * and how many milliseconds are left of the window.
   */
  add(key: string, points: number, windowSeconds: number): Promise<{ total: number; leftMs: number }>;
  /** Removes counts whose window has passed. */
  clear(now: Date): Promise<void>;
  close(): Promise<void>;
}

/** What is counted here is never too much: who asks decides. */
const options = { points: 2_147_483_647, duration: 60, keyPrefix: '' };

const nothing = async () => undefined;

function counters(
  limiter: RateLimiterAbstract,
  {
    clear = nothing,
    close = nothing,
  }: { clear?: (now: Date) => Promise<unknown>; close?: () => Promise<unknown> } = {},
): SharedCounters {
  return {
    add: async (key, points, windowSeconds) => {
      const { consumedPoints, msBeforeNext } = await limiter.consume(key, points, { customDuration: windowSeconds });
      return { total: consumedPoints, leftMs: msBeforeNext };
    },
    clear: async (now) => void (await clear(now)),
    close: async () => void (await close()),
  };
}

interface Statement {
  text: string;
  values: (string | number | null)[];
}

/** Counts in the table `rate_limits`, for all processes on one database. */
export function countInPostgres({ auth }: Pick<Postgres, 'auth'>): SharedCounters {
  const client = {
    query: async ({ text, values }: Statement) => {
      const rows = await auth.unsafe(text, values, { prepare: true });
      return { rows: [...rows], rowCount: rows.count };
    },
  };
  const limiter = new RateLimiterPostgres({
    ...options,
    storeClient: client,
    storeType: 'pool',
    tableName: 'rate_limits',
    // The table comes with a migration, and each process clears it at times of its own.
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
  return counters(limiter, { clear: (now) => auth`delete from rate_limits where expire < ${now.getTime()}` });
}

/** Counts in Redis, which is not waited for: away or slow, it is an error at once. */
export async function countInRedis(url: string): Promise<SharedCounters> {
  const { Redis } = await import('ioredis').catch((cause: unknown) => {
    throw new Error('Counting calls in Redis needs the package ioredis, which is not installed.', { cause });
  });
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: 500,
  });
  // A connection that is lost is told of by the calls that need it.
  redis.on('error', () => undefined);
  await redis.connect().catch(() => undefined);
  const limiter = new RateLimiterRedis({ ...options, keyPrefix: 'songtrackpro', storeClient: redis });
  return counters(limiter, { close: async () => redis.disconnect() });
}

/** Counts in this process alone. */
export const countInMemory = (): SharedCounters => counters(new RateLimiterMemory(options));
