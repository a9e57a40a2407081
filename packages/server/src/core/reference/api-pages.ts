import { html } from 'hono/html';
import { type ApiDocument, nameOfRef, type Operation } from '../openapi/described.ts';
import { type Page, page, withCode } from '../pages.ts';
import { curlOf, exampleRequest, parametersOf } from './curl.ts';
import { type Field, fieldsOf, fieldsTable, schemaTables } from './fields-table.ts';
import { typeText } from './type-text.ts';

interface Call {
  path: string;
  method: string;
  operation: Operation;
}

const callsOf = ({ paths }: ApiDocument): Call[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const domainOf = ({ operation }: Call): string => operation.tags[0] ?? '';

/** Every call with a link to its place, by domain. */
export function indexPage(document: ApiDocument): Page {
  const calls = Map.groupBy(callsOf(document), domainOf);
  const sections = [...calls].map(
    ([domain, ofDomain]) => html`<h2 id="${domain}"><a href="/docs/api/${domain}">${domain}</a></h2>
<table>${ofDomain.map(
      ({ path, method, operation: { operationId, summary } }) => html`<tr>
<td><a id="${operationId}" href="/docs/api/${domain}#${operationId}">${operationId}</a></td>
<td><code>${method.toUpperCase()} ${path}</code></td><td>${summary}</td></tr>`,
    )}</table>`,
  );
  const intro = html`<p>Send an API key as <code>Authorization: Bearer stp_…</code>, or the token of a session in the same way.
Machine readable: <a href="/openapi.json">OpenAPI 3.1</a>. <a href="/docs/types">All types</a>. <a href="/docs/errors">All error codes</a>.</p>`;
  return page('SongTrackPro API', [intro, ...sections]);
}

function fieldsOfCall({ operation }: Call, document: ApiDocument): Page {
  const parameters = parametersOf(operation, document);
  const sent: Field[] = parameters.map(({ name, in: place, required = false, description, schema }) => ({
    name,
    place,
    required,
    schema: { ...schema, ...(description !== undefined && { description }) },
  }));
  const body = operation.requestBody?.content['application/json']?.schema;
  if (body?.anyOf) return html`${fieldsTable(sent)}${schemaTables(body, 'body')}`;
  return fieldsTable([...sent, ...(body ? fieldsOf(body, 'body') : [])]);
}

function errorLinks({ responses }: Operation, { components }: ApiDocument): Page {
  const lines = Object.entries(responses).flatMap(([status, answer]) => {
    if (!('$ref' in answer)) return [];
    const content = components.responses[nameOfRef(answer.$ref)]?.content['application/json'];
    const codes = Object.keys(content?.examples ?? {});
    return [html`<li>${status}: ${codes.map((code) => html`<a href="/docs/errors/${code}">${code}</a> `)}</li>`];
  });
  return html`<details><summary>Errors</summary><ul>${lines}</ul></details>`;
}

function callSection(call: Call, document: ApiDocument): Page {
  const { path, method, operation } = call;
  const { operationId, summary, description, security, responses } = operation;
  const request = exampleRequest(document, { path, method });
  const answer = Object.values(responses[200].content)[0];
  return html`<h2 id="${operationId}">${operationId}</h2><p><code>${method.toUpperCase()} ${path}</code> · ${summary}</p>
<p>${withCode(description)}</p>
<h3>Input</h3>${fieldsOfCall(call, document)}
${request && html`<pre>${curlOf(request, security.length > 0)}</pre>`}
<h3>Answer</h3>${answer && (answer.schema.$ref === undefined ? schemaTables(answer.schema) : html`<p>${typeText(answer.schema)}</p>`)}
<details><summary>Example</summary><pre>${JSON.stringify(answer?.example, null, 2)}</pre></details>
${errorLinks(operation, document)}`;
}

/** The calls of a domain with all that can be said of them; undefined where there is no such domain. */
export function domainPage(document: ApiDocument, domain: string): Page | undefined {
  const calls = callsOf(document).filter((call) => domainOf(call) === domain);
  if (calls.length === 0) return undefined;
  const sections = calls.map((call) => callSection(call, document));
  return page(domain, [html`<p><a href="/docs">All calls</a></p>`, ...sections]);
}

/** Every type that has a name. */
export function typesPage({ components }: ApiDocument): Page {
  const names = Object.keys(components.schemas).sort();
  const sections = names.map((name) => {
    const schema = components.schemas[name] ?? {};
    return html`<h2 id="${name}">${name}</h2><p>${withCode(String(schema.description ?? ''))}</p>${schemaTables(schema)}`;
  });
  return page('Types', [html`<p><a href="/docs">All calls</a></p>`, ...sections]);
}
