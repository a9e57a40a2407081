import { fileURLToPath } from 'node:url';
import type { ArchiveSettings } from '../core/settings.ts';
import { FolderArchive } from './folder-storage.ts';
import type { ArchiveStorage } from './storage.ts';

/** The storage of an archive's address: `file:///folder`, or `s3://bucket/prefix?region=…&endpoint=https://…`. */
export async function openStorage({ url, accessKeyId, secretAccessKey }: ArchiveSettings): Promise<ArchiveStorage> {
  const address = new URL(url);
  if (address.protocol === 'file:') return new FolderArchive(fileURLToPath(address));
  // Its client is loaded only where there is a bucket.
  const { BucketArchive } = await import('./s3-storage.ts');
  const region = address.searchParams.get('region') ?? 'us-east-1';
  return new BucketArchive({
    bucket: address.hostname,
    prefix: decodeURIComponent(address.pathname).replaceAll(/^\/+|\/+$/g, ''),
    region,
    endpoint: address.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`,
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  });
}
