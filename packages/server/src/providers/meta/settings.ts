import type { Clock } from '../../core/clock.ts';

/** The one place that names the version of the Graph and Marketing API. */
export const metaApiVersion = 'v26.0';

export interface MetaSettings {
  /** Where the API is; a fake's address in tests and with `dev --fakes`. */
  graphUrl: string;
  /** Where a person is sent to grant access. */
  dialogUrl: string;
  appId: string;
  appSecret: string;
  clock: Clock;
  fetch?: typeof fetch;
  /** Longest wait for one answer; 60 seconds unless given. */
  timeoutMs?: number;
  /** Rows of insights in one answer; 500 unless given. */
  rowsPerPage?: number;
  /** Waits between tries and for reports; the real thing unless given. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const metaUrls = { graphUrl: 'https://graph.facebook.com', dialogUrl: 'https://www.facebook.com' } as const;
