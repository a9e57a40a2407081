import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { type ObjectStorage, ObjectStorageError } from './object-storage.ts';

export interface BucketAddress {
  bucket: string;
  /** Empty, or without a slash at its ends. */
  prefix: string;
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Longest wait for one request, in milliseconds: an object has a few megabytes. */
const requestMs = 60_000;
const retries = 4;

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Text of an XML element; S3 escapes what is markup. */
const unescaped = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|apos|#(\d+));/g, (_, name: string, code: string | undefined) =>
    code === undefined
      ? ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? '')
      : String.fromCodePoint(+code),
  );

const textsOf = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => unescaped(text));

/** Objects in a bucket of any service that speaks S3; addressed by path, which each of them understands. */
export class BucketObjects implements ObjectStorage {
  readonly #client: AwsClient;
  readonly #url: string;
  readonly #prefix: string;
  readonly #named: string;

  constructor({ bucket, prefix, endpoint, region, accessKeyId, secretAccessKey }: BucketAddress) {
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries });
    this.#url = `${endpoint.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
    this.#named = `s3://${bucket} at ${new URL(endpoint).host}`;
  }

  /** The whole answer; null for 404. */
  async #call(method: string, path: string, body?: Uint8Array): Promise<Uint8Array | null> {
    const headers = { 'x-amz-content-sha256': sha256(body ?? '') };
    const request = {
      method,
      headers,
      signal: AbortSignal.timeout(requestMs),
      ...(body && { body: new Uint8Array(body) }),
    };
    try {
      const answer = await this.#client.fetch(`${this.#url}${path}`, request);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (answer.ok) return bytes;
      const text = new TextDecoder().decode(bytes);
      const code = textsOf(text, 'Code')[0] ?? '';
      if (answer.status === 404 && code !== 'NoSuchBucket') return null;
      throw new ObjectStorageError(`The storage in ${this.#named} answered ${answer.status} ${code}`.trim());
    } catch (error) {
      if (error instanceof ObjectStorageError) throw error;
      const { cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : String(error);
      throw new ObjectStorageError(`The storage in ${this.#named} can't be reached: ${reason}`, { cause: error });
    }
  }

  #path(key: string): string {
    return `/${(this.#prefix + key).split('/').map(encodeURIComponent).join('/')}`;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const stored = await this.#call('PUT', this.#path(key), bytes);
    if (stored === null) throw new ObjectStorageError(`The storage in ${this.#named} answered 404 to a write`);
  }

  get(key: string): Promise<Uint8Array | null> {
    return this.#call('GET', this.#path(key));
  }

  async *list(prefix: string): AsyncGenerator<string, void, undefined> {
    let token: string | undefined;
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.#prefix + prefix });
      if (token !== undefined) query.set('continuation-token', token);
      const xml = new TextDecoder().decode((await this.#call('GET', `?${query}`)) ?? new Uint8Array());
      for (const key of textsOf(xml, 'Key')) yield key.slice(this.#prefix.length);
      token = textsOf(xml, 'IsTruncated')[0] === 'true' ? textsOf(xml, 'NextContinuationToken')[0] : undefined;
    } while (token !== undefined);
  }

  async remove(key: string): Promise<void> {
    await this.#call('DELETE', this.#path(key));
  }
}
