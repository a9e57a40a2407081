import { join } from 'node:path';
import { openStores } from '@songtrackpro/embedded';
import { SongTrackPro } from '@songtrackpro/sdk';
import {
  createOrganizationWithKey,
  localTokenKeys,
  migrateStores,
  roleUrls,
  type StoreSettings,
  startServer,
} from '@songtrackpro/server';

export interface PreparedStores {
  settings: StoreSettings;
  apiKey: string;
  campaignId: string;
  organizationId: string;
  slug: string;
  close(): Promise<void>;
}

const campaigns = 200;
const slug = 'bench-label';

/** Migrated stores with nothing in them. */
export async function openEmptyStores(folder: string): Promise<Pick<PreparedStores, 'settings' | 'close'>> {
  const stores = await openStores({ dataDir: join(folder, 'data') });
  const { postgresUrl, documentsUri, secret } = stores;
  if (postgresUrl === undefined || documentsUri === undefined) throw new Error('both stores were asked for');
  const settings: StoreSettings = {
    ownerUrl: postgresUrl,
    urls: roleUrls(postgresUrl, secret),
    mongodbUri: documentsUri,
    roleSecret: secret,
    secret,
    tokenKeys: localTokenKeys(secret),
    filesDir: join(folder, 'files'),
  };
  try {
    await migrateStores(settings);
    return { settings, close: () => stores.close() };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** A label with a key of all permissions. */
export const createBenchLabel = (postgres: Parameters<typeof createOrganizationWithKey>[0], slug: string) =>
  createOrganizationWithKey(postgres, {
    name: 'Bench label',
    slug,
    kind: 'label',
    timeZone: 'UTC',
    currency: 'USD',
    keyName: 'bench',
    environment: 'dev',
    now: new Date(),
  });

/** Stores with one organization, its key and some campaigns, of which one is read. */
export async function prepareStores(folder: string): Promise<PreparedStores> {
  const { settings, close } = await openEmptyStores(folder);
  try {
    return { settings, ...(await addCampaigns(settings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addCampaigns(settings: StoreSettings): Promise<Omit<PreparedStores, 'settings' | 'close'>> {
  const server = await startServer({ stores: settings, pointsPerMinute: 0 });
  try {
    const { apiKey, organization } = await createBenchLabel(server.services.postgres, slug);
    const client = new SongTrackPro({ apiKey, baseUrl: server.url });
    const created = [];
    for (let index = 0; index < campaigns; index++) {
      created.push(await client.campaigns.create({ name: `Campaign ${index}`, budgetMinor: 50_000, currency: 'USD' }));
    }
    const campaignId = created[campaigns / 2]?.id;
    if (campaignId === undefined) throw new Error('no campaign was created');
    return { apiKey, campaignId, organizationId: organization.id, slug };
  } finally {
    await server.close();
  }
}
