import { type ErrorCode, errorCatalogue, errorCodes, errorGuide, isRepeatedBySdk } from '@songtrackpro/contracts';
import { html } from 'hono/html';
import { toJsonSchema } from '../json-schema.ts';
import { detailsOf, exampleOfError } from '../openapi/error-answers.ts';
import { type Page, page, withCode } from '../pages.ts';
import { fieldsOf, fieldsTable } from './fields-table.ts';

const retryText = (retry: boolean) =>
  retry ? 'The same call may succeed later.' : 'The same call is answered in the same way again.';

/** One error code: what it means, what to do, and what it looks like. */
export function errorPage(code: ErrorCode): Page {
  const { status, retry } = errorCatalogue[code];
  const { meaning, action } = errorGuide[code];
  const details = detailsOf(code);
  const sdk = isRepeatedBySdk(code) ? 'The SDK sends the call again by itself.' : 'The SDK does not repeat the call.';
  return page(
    code,
    html`<p>HTTP status ${status}. ${retryText(retry)} ${sdk}</p>
<h2>What it means</h2><p>${withCode(meaning)}</p><h2>What to do</h2><p>${withCode(action)}</p>
<h2>Details</h2>${details ? fieldsTable(fieldsOf(toJsonSchema(details, 'output').root)) : html`<p>None.</p>`}
<h2>Example</h2><pre>${JSON.stringify(exampleOfError(code), null, 2)}</pre>
<p><a href="/docs/errors">All codes</a></p>`,
  );
}

export function errorsPage(): Page {
  const rows = errorCodes.map(
    (code) =>
      html`<tr><td><a href="/docs/errors/${code}">${code}</a></td><td>${errorCatalogue[code].status}</td><td>${withCode(errorGuide[code].action)}</td></tr>`,
  );
  return page('Error codes', html`<table><tr><th>Code</th><th>HTTP</th><th>What to do</th></tr>${rows}</table>`);
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCatalogue, text);
}
