import type { Hono } from 'hono';
import type { Endpoint } from '../endpoint.ts';
import type { HttpEnvironment } from '../http-types.ts';
import type { ApiDocument } from '../openapi/described.ts';
import { openApiDocument } from '../openapi/document.ts';
import { pagePolicy } from '../pages.ts';
import { domainPage, indexPage, typesPage } from './api-pages.ts';
import { errorPage, errorsPage, isErrorCode } from './error-pages.ts';

/** The OpenAPI document and the pages that show it to people. Nothing of them comes from another address. */
export function mountReference(app: Hono<HttpEnvironment>, endpoints: readonly Endpoint[]): void {
  // A second of work that most processes never need: it is done when somebody asks, and kept.
  let made: { document: ApiDocument; text: string } | undefined;
  const api = () => {
    if (made === undefined) {
      const document = openApiDocument(endpoints);
      made = { document, text: JSON.stringify(document) };
    }
    return made;
  };
  app.get('/openapi.json', (c) => {
    c.header('content-type', 'application/json');
    return c.body(api().text);
  });
  app.use('/docs/*', async (c, next) => {
    c.header('content-security-policy', pagePolicy);
    await next();
  });
  app.get('/docs', (c) => c.html(indexPage(api().document)));
  app.get('/docs/api/:domain', (c) => {
    const found = domainPage(api().document, c.req.param('domain'));
    return found ? c.html(found) : c.notFound();
  });
  app.get('/docs/types', (c) => c.html(typesPage(api().document)));
  app.get('/docs/errors', (c) => c.html(errorsPage()));
  app.get('/docs/errors/:code', (c) => {
    const code = c.req.param('code');
    return isErrorCode(code) ? c.html(errorPage(code)) : c.notFound();
  });
}
