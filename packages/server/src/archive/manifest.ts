import { archivedCollections } from '@songtrackpro/db';
import { z } from 'zod';

const names = archivedCollections.map(({ name }) => name);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What stands beside each file of an archive: what is in it, and how to tell that it is whole. */
export const Manifest = z.object({
  format: z.literal('songtrackpro-archive'),
  version: z.literal(1),
  id: z.uuid(),
  organizationId: z.uuid(),
  collection: z.enum(names),
  /** `YYYY-MM`, of the instant that the documents expire by. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  documents: z.int().min(1),
  /** First and last instant that the documents expire by. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Of the file as it is stored. */
  bytes: z.int(),
  sha256,
  /** Of the lines: compressed and encrypted anew, they are the same. */
  contentSha256: sha256,
  encrypted: z.boolean(),
  writtenAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof Manifest>;

type Place = Pick<Manifest, 'organizationId' | 'collection' | 'month' | 'id'>;

const folderOf = ({ organizationId, collection, month }: Omit<Place, 'id'>) =>
  `${organizationId}/${collection}/${month}`;

export const manifestKey = (place: Place) => `${folderOf(place)}/${place.id}.json`;

export const contentKey = ({ encrypted, ...place }: Place & Pick<Manifest, 'encrypted'>) =>
  `${folderOf(place)}/${place.id}.jsonl.gz${encrypted ? '.sealed' : ''}`;
