import { createHash } from 'node:crypto';
import { type IndexDescription, UUID } from 'mongodb';

const COUNTRIES = ['DE', 'FR', 'GB', 'IT', 'JP', 'SE', 'US'];
const START = Date.UTC(2026, 0, 1);

/** Like the store's streaming events: a document of about 200 bytes, found by four indexes beside _id. */
export const INDEXES: IndexDescription[] = [
  { key: { organizationId: 1, trackId: 1, at: -1 } },
  { key: { organizationId: 1, at: -1 } },
  { key: { organizationId: 1, country: 1, at: -1 } },
  { key: { receivedAt: 1 } },
];

/** The n-th event; the same n always gives the same event, but for what `salt` changes. */
export function streamingEvent(n: number, salt = 0) {
  return {
    _id: uuid(`event ${salt} ${n}`),
    organizationId: ORGANIZATIONS[n % ORGANIZATIONS.length] as UUID,
    trackId: TRACKS[n % TRACKS.length] as UUID,
    at: new Date(START + n * 1000),
    receivedAt: new Date(START + n * 1000 + 500),
    country: COUNTRIES[n % COUNTRIES.length] as string,
    source: 'spotify',
    seconds: n % 300,
    plays: 1,
  };
}

export const events = (from: number, count: number, salt = 0) =>
  Array.from({ length: count }, (_, i) => streamingEvent(from + i, salt));

const ORGANIZATIONS = Array.from({ length: 10 }, (_, i) => uuid(`organization ${i}`));
const TRACKS = Array.from({ length: 500 }, (_, i) => uuid(`track ${i}`));

function uuid(name: string): UUID {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return new UUID(bytes);
}
