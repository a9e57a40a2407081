// Prints the OpenAPI document that a server of this version answers at /openapi.json (script `openapi`).
import { openApiDocument } from './core/openapi/document.ts';
import { domains } from './router.ts';

process.stdout.write(`${JSON.stringify(openApiDocument(domains.flat()), null, 2)}\n`);
