import { fileURLToPath } from 'node:url';
import type { ObjectAddress } from '../settings.ts';
import { FolderObjects } from './folder-objects.ts';
import type { ObjectStorage } from './object-storage.ts';

/** The storage of an address: `file:///folder`, or `s3://bucket/prefix?region=…&endpoint=https://…`. */
export async function openObjects({ url, accessKeyId, secretAccessKey }: ObjectAddress): Promise<ObjectStorage> {
  const address = new URL(url);
  if (address.protocol === 'file:') return new FolderObjects(fileURLToPath(address));
  // Its client is loaded only where there is a bucket.
  const { BucketObjects } = await import('./bucket-objects.ts');
  const region = address.searchParams.get('region') ?? 'us-east-1';
  return new BucketObjects({
    bucket: address.hostname,
    prefix: decodeURIComponent(address.pathname).replaceAll(/^\/+|\/+$/g, ''),
    region,
    endpoint: address.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`,
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  });
}

/** Removes every object of an organization; may be repeated. */
export async function forgetObjects(address: ObjectAddress, organizationId: string): Promise<void> {
  const storage = await openObjects(address);
  for await (const key of storage.list(`${organizationId}/`)) await storage.remove(key);
}
