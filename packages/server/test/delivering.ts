import type { ListRow, SongTrackPro } from '@songtrackpro/sdk';
import { tendDeliveries } from '../src/audiences/index.ts';
import { accountIds, type ConnectionServer } from './connections.ts';
import type { TestOrganization } from './support.ts';

export const peopleOf = (from: number, to: number): ListRow[] =>
  Array.from({ length: to - from }, (_, n) => ({ email: `person${from + n}@example.com`, country: 'DE' }));

export interface Deliverable {
  own: TestOrganization;
  client: SongTrackPro;
  adAccountId: string;
  /** An audience of kind `list`. */
  id: string;
  publish(): ReturnType<SongTrackPro['audiences']['publish']>;
}

/** An organization with a connected ad account and a list of so many people. */
export async function openDelivering(
  { organization, connect }: ConnectionServer,
  people: number,
): Promise<Deliverable> {
  const own = await organization();
  const { client } = own;
  const { id: connection } = await connect(client);
  const chosen = await client.integrations.selectAccounts({ id: connection, externalIds: [accountIds[0]] });
  const adAccountId = chosen.accounts.find(({ externalId }) => externalId === accountIds[0])?.adAccountId ?? '';
  const { id } = await client.audiences.create({ name: 'Newsletter', kind: 'list' });
  if (people > 0) await client.audiences.uploadList({ id }, peopleOf(0, people));
  return { own, client, adAccountId, id, publish: () => client.audiences.publish({ id, adAccountId }) };
}

/** Does what the jobs do, once so many minutes have passed. */
export function deliverAfter({ server, clock }: ConnectionServer, minutes: number) {
  clock.advance({ minutes });
  return tendDeliveries(server.services, () => false);
}

/** The audience at the platform. */
export const audienceAt = ({ meta }: ConnectionServer, externalId: string | null) =>
  meta.ads.audiences.get(externalId ?? '');

export const batchesOf = (audience: ReturnType<typeof audienceAt>) => [...(audience?.sessions.values() ?? [])];
