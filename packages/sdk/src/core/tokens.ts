import { AuthenticationError, SongTrackProError } from './errors.ts';
import type { Token } from './options.ts';

function fault(code: string, message: string, cause?: unknown): AuthenticationError {
  return new AuthenticationError(
    message,
    { code, status: null, requestId: null, details: {}, documentationUrl: null },
    { cause },
  );
}

/** A secret without what is around it in a file or a terminal. It is never part of a message. */
function clean(secret: unknown, kind: string): string {
  const text = typeof secret === 'string' ? secret.trim() : '';
  if (text === '')
    throw fault('api_key_missing', `The ${kind} is empty. Set the variable or the file that it is read from.`);
  const wrong = /[^\x21-\x7e]/.exec(text);
  if (!wrong) return text;
  const what = /\s/.test(wrong[0]) ? 'a line break or a space' : 'a character that no secret has';
  throw fault(
    'api_key_malformed',
    `The ${kind} has ${what} at position ${wrong.index + 1}. Copy it again, in one piece.`,
  );
}

/** The secret that calls are made with, asked for once however many calls wait for it. */
export class Tokens {
  readonly #source: Token | undefined;
  readonly #kind: string;
  #known: string | undefined;
  /** How often the function has answered. */
  #answers = 0;
  #asked: Promise<string> | undefined;

  constructor(source: Token | undefined, kind: 'API key' | 'session') {
    this.#source = source;
    this.#kind = kind;
  }

  /** What was answered last; undefined before that. */
  get known(): string | undefined {
    return this.#known;
  }

  async get(): Promise<string | undefined> {
    if (this.#known !== undefined || this.#source === undefined) return this.#known;
    if (typeof this.#source === 'string') {
      this.#known = clean(this.#source, this.#kind);
      return this.#known;
    }
    this.#asked ??= this.#ask(this.#source).finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** The number of the secret that a call which begins now is made with. */
  get current(): number {
    return this.#known === undefined ? this.#answers + 1 : this.#answers;
  }

  /** Forgets a secret that the server refused, unless a later one is there already; whether it is worth a second try. */
  forget(refused: number): boolean {
    if (typeof this.#source !== 'function') return false;
    if (this.#answers === refused) this.#known = undefined;
    return true;
  }

  async #ask(source: () => string | Promise<string>): Promise<string> {
    try {
      const secret = clean(await source(), this.#kind);
      this.#known = secret;
      this.#answers += 1;
      return secret;
    } catch (cause) {
      if (cause instanceof SongTrackProError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw fault('token_unavailable', `The function that answers the ${this.#kind} failed: ${reason}`, cause);
    }
  }
}

/** The outcome of work, or the signal's error as soon as it aborts; the work itself goes on. */
export function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
