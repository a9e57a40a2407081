import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export const bucketKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of the bucket' };

export interface BucketServer {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  /** What is stored, by bucket and key. */
  objects: Map<string, Uint8Array>;
  /** Requests that were refused, with the reason. */
  refused: string[];
  /** Answers 503 to so many requests from now on. */
  failNext(count: number): void;
  close(): Promise<void>;
}

/** Keys in one answer to a list: few, so that lists have several pages. */
const pageSize = 3;

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Why a request is refused, by the rules of AWS Signature Version 4; null for one that is signed as it should be. */
function faultOf(request: IncomingMessage, url: URL, body: Uint8Array): string | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, id, date = '', region = '', signed = '', signature] = form.exec(request.headers.authorization ?? '') ?? [];
  if (id !== bucketKey.accessKeyId) return 'InvalidAccessKeyId';
  const stamp = String(request.headers['x-amz-date']);
  if (!stamp.startsWith(date)) return 'AuthorizationHeaderMalformed';
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signed.split(';').includes(needed)) return 'AccessDenied';
  if (request.headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...signed.split(';').map((name) => `${name}:${request.headers[name]}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const keys = [date, region, 's3', 'aws4_request'];
  const key = keys.reduce<Uint8Array | string>((own, part) => hmac(own, part), `AWS4${bucketKey.secretAccessKey}`);
  const expected = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex');
  return signature === expected ? null : 'SignatureDoesNotMatch';
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function listing(objects: ReadonlyMap<string, Uint8Array>, bucket: string, query: URLSearchParams): string {
  const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
  const after = query.get('continuation-token') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, pageSize);
  const more = keys.length > pageSize;
  const contents = page.map((key) => `<Contents><Key>${escaped(key.slice(bucket.length + 1))}</Key></Contents>`);
  const next = more ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

/** A server on loopback that speaks as much of S3 as an archive needs, and takes nothing that isn't signed. */
export async function openBucketServer(): Promise<BucketServer> {
  const objects = new Map<string, Uint8Array>();
  const refused: string[] = [];
  let failing = 0;
  const answer = async (request: IncomingMessage): Promise<{ status: number; body?: string | Uint8Array }> => {
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (failing > 0) {
      failing -= 1;
      return { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
    }
    const fault = faultOf(request, url, body);
    if (fault !== null) {
      refused.push(fault);
      return { status: 403, body: `<Error><Code>${fault}</Code></Error>` };
    }
    const name = decodeURIComponent(url.pathname.slice(1));
    if (request.method === 'GET' && !name.includes('/'))
      return { status: 200, body: listing(objects, name, url.searchParams) };
    if (request.method === 'PUT') objects.set(name, body);
    else if (request.method === 'DELETE') objects.delete(name);
    else {
      const found = objects.get(name);
      return found ? { status: 200, body: found } : { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    }
    return { status: 200 };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    objects,
    refused,
    failNext: (count) => {
      failing = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
