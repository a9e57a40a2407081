import { AppError } from './app-error.ts';

/** Where pages that may use a session’s cookie come from. */
export interface Origins {
  /** Address under which browsers reach this server, where it is known. */
  publicUrl: string | undefined;
  /** Origins of front ends elsewhere, for example `https://app.example.com`. */
  trusted: readonly string[];
}

/** What of a request decides about its cookies. */
export interface CookieRequest {
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site`. */
  site: string | undefined;
  cookie: string | undefined;
}

/** Longest time in seconds that a browser keeps the cookie; whether the session still holds is the server’s to say. */
const maxAge = 30 * 24 * 60 * 60;

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/** What was never encoded by us is no cookie of ours. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Whether a page of another origin sent the request: it says so itself, and scripts can't change what it says. */
function isForeign({ host, origin, site }: CookieRequest, { publicUrl, trusted }: Origins): boolean {
  if (origin === undefined) return site === 'cross-site';
  if (trusted.includes(origin)) return false;
  const own = [host, publicUrl === undefined ? undefined : hostOf(publicUrl)];
  return !own.includes(hostOf(origin) ?? 'null');
}

/**
 * The session’s cookie of one request: HttpOnly, SameSite=Lax, and Secure wherever it isn't this machine itself. Only
 * pages of this server and of trusted origins may send or receive it.
 */
export class SessionCookie {
  readonly #request: CookieRequest;
  readonly #origins: Origins;
  readonly #answer: (setCookie: string) => void;
  readonly #secure: boolean;

  constructor(request: CookieRequest, origins: Origins, answer: (setCookie: string) => void) {
    this.#request = request;
    this.#origins = origins;
    this.#answer = answer;
    this.#secure = origins.publicUrl?.startsWith('https:') === true || !loopback.test(request.host ?? '');
  }

  get #name(): string {
    return this.#secure ? '__Host-stp_session' : 'stp_session';
  }

  /** The signed token that the browser sent, undefined without one. */
  read(): string | undefined {
    const prefix = `${this.#name}=`;
    const pair = this.#request.cookie?.split(/; */).find((part) => part.startsWith(prefix));
    return pair === undefined ? undefined : decode(pair.slice(prefix.length)) || undefined;
  }

  /** @throws AppError foreign_origin */
  refuseForeign(): void {
    if (isForeign(this.#request, this.#origins)) throw new AppError('foreign_origin');
  }

  set(signedToken: string): void {
    this.#answer(this.#cookie(signedToken, maxAge));
  }

  clear(): void {
    this.#answer(this.#cookie('', 0));
  }

  #cookie(value: string, seconds: number): string {
    const secure = this.#secure ? '; Secure' : '';
    return `${this.#name}=${encodeURIComponent(value)}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  }
}
