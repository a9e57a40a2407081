import { dataIn, errorIn, readJson } from './answer.ts';
import type { Http } from './http.ts';
import type { CallOptions } from './options.ts';
import { within } from './tokens.ts';
import { queryPath } from './wire.ts';

/** Queries in one request, and the length of its address: proxies take 8 KiB. */
const mostQueries = 20;
const mostCharacters = 6000;

interface Waiting {
  path: string;
  input: unknown;
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
}

const sizeOf = ({ path, input }: Waiting) => queryPath(path, input).length;

/** Takes from the front what fits into one request. */
function takeSome(waiting: Waiting[]): Waiting[] {
  let characters = 0;
  const end = waiting.findIndex((query, index) => {
    characters += sizeOf(query);
    return index > 0 && (index >= mostQueries || characters > mostCharacters);
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

/**
 * Sends queries that are made at the same moment, before anything else is waited for, as one request. Each has its own answer
 * and its own error.
 */
export class Batch {
  readonly #http: Http;
  /** By the organization that is meant. */
  readonly #waiting = new Map<string | undefined, Waiting[]>();

  constructor(http: Http) {
    this.#http = http;
  }

  async query(path: string, input: unknown, call: CallOptions): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
      const query = { path, input, resolve, reject };
      const waiting = this.#waiting.get(call.organization);
      if (waiting) waiting.push(query);
      else {
        this.#waiting.set(call.organization, [query]);
        setTimeout(() => this.#flush(call.organization));
      }
    });
    try {
      return await within(answer, this.#http.signalOf(call));
    } catch (cause) {
      throw this.#http.toError(cause, call);
    }
  }

  #flush(organization: string | undefined): void {
    const waiting = this.#waiting.get(organization) ?? [];
    this.#waiting.delete(organization);
    while (waiting.length > 0) {
      const queries = takeSome(waiting);
      this.#send(queries, organization).catch((error: unknown) => {
        for (const { reject } of queries) reject(error);
      });
    }
  }

  #send(queries: readonly Waiting[], organization: string | undefined): Promise<void> {
    const { baseUrl } = this.#http;
    const names = queries.map(({ path }) => path).join(',');
    const inputs = Object.fromEntries(queries.map(({ input }, index) => [index, input]));
    const request = { call: names, method: 'GET', path: queryPath(names, inputs, 'batch=1&') };
    return this.#http.send(request, organization === undefined ? {} : { organization }, async (answer) => {
      const answers = await readJson(answer, baseUrl);
      if (!Array.isArray(answers)) throw errorIn(answers, answer, baseUrl);
      for (const [index, { resolve, reject }] of queries.entries()) {
        try {
          resolve(dataIn(answers[index], answer, baseUrl));
        } catch (error) {
          reject(error);
        }
      }
    });
  }
}
