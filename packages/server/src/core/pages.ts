import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code,pre{background:#f2f2f2;padding:.1em .3em}pre{padding:1em;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse}td,th{border:1px solid #ddd;padding:.3em .6em;text-align:left}';

/** What a page may do: show itself in its own style. Nothing is loaded, nothing runs. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page in the style that its policy allows. */
export const page = (title: string, body: unknown): Page => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;

/** A title and a sentence or two, for a person whom another site has sent here. */
export const messagePage = (title: string, text: string): Page => page(title, html`<p>${text}</p>`);

/** A text in which backticks mark what is code. */
export const withCode = (text: string) =>
  text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
