import type { Environment } from '../environment.ts';
import type { ProxyHeader } from '../trusted-proxies.ts';

/** How the HTTP side of a process behaves; times in milliseconds. */
export interface HttpSettings {
  /** Pages of these origins may call the API from a browser; each exactly as a browser states it. */
  corsOrigins: readonly string[];
  /** Address under which clients reach the API, where a proxy stands before it. */
  publicUrl: string | undefined;
  /** Addresses and networks of the proxies whose word on where a request comes from is taken. */
  trustedProxies: readonly string[];
  /** The header that they say it in; no other is read. */
  proxyHeader: ProxyHeader;
  /** What reads the metrics from elsewhere than this machine, as `Authorization: Bearer …`. */
  metricsToken: string | undefined;
  /** How long the head of a request may take to arrive. */
  headTimeoutMs: number;
  /** How long the body of a call may take to arrive, beside the time that the call itself may take. */
  bodyTimeoutMs: number;
  /** How long a whole request may take to arrive: a file in one piece. */
  requestTimeoutMs: number;
  /** How long one call may take. */
  callTimeoutMs: number;
  /** How long a connection may stay open between two requests; longer than proxies keep theirs. */
  idleTimeoutMs: number;
  /** Batches of facts and events that may be under way at a time. */
  intakeAtOnce: number;
  /** How long the reader of a stream may leave what was sent to it before the stream is ended; it comes back by itself. */
  slowReaderMs: number;
  /** How long requests under way may take to finish when the process stops. */
  stopTimeoutMs: number;
}

export const defaultHttpSettings: HttpSettings = {
  corsOrigins: [],
  publicUrl: undefined,
  trustedProxies: [],
  proxyHeader: 'x-forwarded-for',
  metricsToken: undefined,
  headTimeoutMs: 15_000,
  bodyTimeoutMs: 15_000,
  requestTimeoutMs: 600_000,
  callTimeoutMs: 60_000,
  intakeAtOnce: 32,
  slowReaderMs: 30_000,
  idleTimeoutMs: 65_000,
  stopTimeoutMs: 10_000,
};

/** What the environment says about the HTTP side. */
export function httpSettings(environment: Environment): Partial<HttpSettings> {
  return {
    corsOrigins: environment.CORS_ORIGINS,
    publicUrl: environment.PUBLIC_URL,
    trustedProxies: environment.TRUSTED_PROXIES,
    proxyHeader: environment.PROXY_HEADER,
    metricsToken: environment.METRICS_TOKEN,
    callTimeoutMs: environment.CALL_TIMEOUT_SECONDS * 1000,
    stopTimeoutMs: environment.STOP_TIMEOUT_SECONDS * 1000,
  };
}
