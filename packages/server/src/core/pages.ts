import { createHash } from 'node:crypto';
import { type ErrorCode, errorCatalogue } from '@songtrackpro/contracts';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Endpoint } from './endpoint.ts';

export type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code,pre{background:#f2f2f2;padding:.1em .3em}pre{padding:1em;overflow:auto}table{border-collapse:collapse}td,th{border:1px solid #ddd;padding:.3em .6em;text-align:left}';

/** What a page may do: show itself in its own style. Nothing is loaded, nothing runs. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page in the style that its policy allows. */
export const page = (title: string, body: unknown): Page => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;

/** A title and a sentence or two, for a person whom another site has sent here. */
export const messagePage = (title: string, text: string): Page => page(title, html`<p>${text}</p>`);

/** Every procedure on one page, with links to what it may answer. */
export function apiPage(endpoints: readonly Endpoint[]): Page {
  const sections = endpoints.map(({ path, procedure }) => {
    const { kind, http, permission, summary, description, example, errors, weight } = procedure;
    return html`<h2 id="${path}">${path}</h2><p>${summary}. ${description}</p>
<table><tr><th>Kind</th><td>${kind}</td></tr><tr><th>HTTP</th><td><code>${http.method} ${http.path}</code></td></tr>
<tr><th>Permission</th><td><code>${permission}</code></td></tr>
<tr><th>Points</th><td>${weight}</td></tr>
<tr><th>Own errors</th><td>${errors.map((code) => html`<a href="/docs/errors/${code}">${code}</a> `)}</td></tr></table>
<pre>${JSON.stringify(example, null, 2)}</pre>`;
  });
  const intro = html`<p>Send the API key as <code>Authorization: Bearer stp_…</code>. Machine readable: <a href="/openapi.json">OpenAPI 3.1</a>. <a href="/docs/errors">All error codes</a>.</p>`;
  return page('SongTrackPro API', [intro, ...sections]);
}

const retryText = (retry: boolean) => (retry ? 'The same call may succeed later.' : 'The same call will fail again.');

/** One error code: what it means and what to do. */
export function errorPage(code: ErrorCode): Page {
  const { status, message, retry } = errorCatalogue[code];
  return page(
    code,
    html`<p>${message}</p><p>HTTP status ${status}. ${retryText(retry)}</p><p><a href="/docs/errors">All codes</a></p>`,
  );
}

export function errorsPage(): Page {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { status, message }]) =>
      html`<tr><td><a href="/docs/errors/${code}">${code}</a></td><td>${status}</td><td>${message}</td></tr>`,
  );
  return page('Error codes', html`<table><tr><th>Code</th><th>HTTP</th><th>What to do</th></tr>${rows}</table>`);
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCatalogue, text);
}
