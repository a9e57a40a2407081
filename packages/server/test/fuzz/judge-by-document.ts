import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Json } from '../../src/core/json-schema.ts';
import { type Answer, type ApiDocument, nameOfRef, type Operation } from '../../src/core/openapi/described.ts';
import { parametersOf } from '../../src/core/reference/curl.ts';
import type { FaceAnswer } from './call-faces.ts';

/** A call that the document lists, with where it is sent. */
export interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

/** Every call that the document lists, by its name. */
export function listedIn({ paths }: ApiDocument): Map<string, Listed> {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return new Map(calls.map((call) => [call.operation.operationId, call]));
}

/** What a call takes, put together from its address and its body. */
export function inputSchema({ operation }: Listed, document: ApiDocument): Json {
  const parameters = parametersOf(operation, document).filter(({ in: place }) => place !== 'header');
  const body = operation.requestBody?.content['application/json']?.schema ?? {};
  if (body.anyOf) return body;
  const required = parameters.filter((one) => one.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      ...((body.properties ?? {}) as Json),
    },
    required: [...required, ...((body.required ?? []) as string[])],
  };
}

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** Judges answers by what a document says of them, with the document alone in hand. */
export class DocumentJudge {
  readonly #document: ApiDocument;
  // Each schema is compiled once for a few judgements: nothing is gained by compiling it well.
  readonly #ajv = new Ajv2020({ strict: false, inlineRefs: false, validateSchema: false, code: { optimize: false } });

  constructor(document: ApiDocument) {
    this.#document = document;
    addFormats.default(this.#ajv);
    for (const format of ['cidrv4', 'cidrv6']) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema(document, 'api');
  }

  /** What is wrong with a value by the schema that stands at a place of the document; null where nothing is. */
  faultAt(value: unknown, ...place: readonly string[]): string | null {
    const validate = this.#ajv.getSchema(`api#${pointer(...place)}`);
    if (!validate) throw new Error(`the document has no schema at ${place.join(' ')}`);
    return validate(value) ? null : this.#ajv.errorsText(validate.errors);
  }

  /** Finds the answer to have a status, a body and headers that the document has for the call. */
  expectDescribed({ path, method, operation }: Listed, answer: FaceAnswer): void {
    const { operationId, responses } = operation;
    // A stream has begun before its verb has run: its error is an event.
    const streamed = answer.error !== undefined && answer.status === 200;
    const { data } = (answer.error ?? {}) as { data?: { httpStatus?: number } };
    const status = String(streamed ? data?.httpStatus : answer.status);
    const described: Answer | { $ref: string } | undefined = responses[status];
    if (!described) throw new Error(`${operationId} answers ${status}: ${JSON.stringify(answer.error)}`);
    const shared = '$ref' in described;
    const place = shared
      ? ['components', 'responses', nameOfRef(described.$ref)]
      : ['paths', path, method, 'responses', status];
    const content = shared
      ? this.#document.components.responses[nameOfRef(described.$ref)]?.content
      : described.content;
    const [type = ''] = Object.keys(content ?? {});
    const body = answer.error === undefined ? answer.data : { error: answer.error };
    // A stream that is left before it says anything has no body to judge.
    if (body !== undefined || type === 'application/json')
      expect(this.faultAt(body, ...place, 'content', type, 'schema'), `${operationId} ${status}`).toBeNull();
    if (streamed) return;
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
    if (status === '429') expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  }
}
