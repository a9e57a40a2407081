import { type ApiDocument, nameOfRef, type Operation, type Parameter } from '../openapi/described.ts';

export interface ExampleRequest {
  method: string;
  /** Path with its query. */
  address: string;
  /** A JSON body, where the call has one. */
  body: string | undefined;
  /** Whether a file is sent. */
  file: boolean;
}

/** Parameters of an operation, those that it shares with others looked up. */
export function parametersOf({ parameters }: Operation, { components }: ApiDocument): Parameter[] {
  return parameters.flatMap((one) => ('$ref' in one ? (components.parameters[nameOfRef(one.$ref)] ?? []) : one));
}

/** The request that an operation's examples describe. */
export function exampleRequest(
  document: ApiDocument,
  { path, method }: { path: string; method: string },
): ExampleRequest | undefined {
  const operation = document.paths[path]?.[method];
  if (!operation) return undefined;
  const given = parametersOf(operation, document).filter(({ example }) => example !== undefined);
  const inQuery = given.filter((one) => one.in === 'query');
  const query = new URLSearchParams(
    Object.fromEntries(inQuery.map(({ name, example }) => [name, String(example)])),
  ).toString();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given.find((one) => one.in === 'path' && one.name === name)?.example ?? '')),
  );
  const content = operation.requestBody?.content['application/json'];
  return {
    method: method.toUpperCase(),
    address: query === '' ? filled : `${filled}?${query}`,
    body: content && JSON.stringify(content.example),
    file: operation.requestBody !== undefined && content === undefined,
  };
}

/** A word of a shell's command line. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A command line that makes the request; the server and the key are for the reader to set. */
export function curlOf({ method, address, body, file }: ExampleRequest, needsCaller: boolean): string {
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "$SONGTRACKPRO_URL"${quoted(address)}`,
    ...(needsCaller ? ['-H "authorization: Bearer $SONGTRACKPRO_KEY"'] : []),
    ...(body === undefined ? [] : ["-H 'content-type: application/json'", `-d ${quoted(body)}`]),
    ...(file ? ['--data-binary @audience-timeline.csv'] : []),
  ];
  return parts.join(' \\\n  ');
}
