export type Provider = 'meta' | 'spotify';

/**
 * What to do about a failed call: wait (`throttled`), try again (`transient`), ask for less (`too_large`), connect anew
 * (`expired`), let a person grant or settle something (`permission`), or change the call (`permanent`).
 */
export type ProviderErrorKind = 'throttled' | 'transient' | 'too_large' | 'expired' | 'permission' | 'permanent';

export interface ProviderFault {
  provider: Provider;
  kind: ProviderErrorKind;
  /** Finer than the kind, for people and tests: `token_expired`, `app_removed`, `timed_out`. */
  reason: string;
  message: string;
  status?: number | undefined;
  /** The provider's own code, subcode and trace id, as its support asks for them. */
  code?: string | undefined;
  subcode?: string | undefined;
  traceId?: string | undefined;
  /** How long the provider said to wait. */
  retryAfterMs?: number | undefined;
  /** Whether the provider may have done what it was asked for although no answer came. */
  mayHaveHappened?: boolean | undefined;
}

/** Providers repeat a token that they don't understand; nothing that long in a message is a word. */
const secretLike = /[\w|~+-]{32,}/g;

/** A call of a provider that failed, by what is to be done about it. Its message never carries a token. */
export class ProviderError extends Error {
  override name = 'ProviderError';
  readonly provider: Provider;
  readonly kind: ProviderErrorKind;
  readonly reason: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly subcode: string | null;
  readonly traceId: string | null;
  readonly retryAfterMs: number | null;
  readonly mayHaveHappened: boolean;

  constructor(fault: ProviderFault, options?: ErrorOptions) {
    super(fault.message.replace(secretLike, '[hidden]').slice(0, 500), options);
    this.provider = fault.provider;
    this.kind = fault.kind;
    this.reason = fault.reason;
    this.status = fault.status ?? null;
    this.code = fault.code ?? null;
    this.subcode = fault.subcode ?? null;
    this.traceId = fault.traceId ?? null;
    this.retryAfterMs = fault.retryAfterMs ?? null;
    this.mayHaveHappened = fault.mayHaveHappened ?? false;
  }

  /** The same refusal with how long it lasts. */
  waiting(retryAfterMs: number): ProviderError {
    return this.#with({ retryAfterMs });
  }

  /** The same refusal of a look at something that may have happened before. */
  unsure(): ProviderError {
    return this.#with({ mayHaveHappened: true });
  }

  #with(change: Partial<ProviderFault>): ProviderError {
    const { provider, kind, reason, message, mayHaveHappened } = this;
    const [status, code] = [this.status ?? undefined, this.code ?? undefined];
    const [subcode, traceId] = [this.subcode ?? undefined, this.traceId ?? undefined];
    const retryAfterMs = this.retryAfterMs ?? undefined;
    const same = { provider, kind, reason, message, mayHaveHappened, status, code, subcode, traceId, retryAfterMs };
    return new ProviderError({ ...same, ...change }, { cause: this });
  }
}
