import { join } from 'node:path';
import { AuthenticationError, SongTrackPro } from '@songtrackpro/sdk';
import type { RunningServer } from '@songtrackpro/server';
import { readJson, writeSecretJson } from './data-folder.ts';

/** Organizations that `start` makes by itself: one for the samples, one for a person's own exports. */
const organizations = {
  demo: { name: 'Demo label', slug: 'demo-label' },
  own: { name: 'My label', slug: 'my-label' },
} as const;
export type LocalOrganization = keyof typeof organizations;

type Keys = Partial<Record<LocalOrganization, string>>;

async function readKeys(path: string): Promise<Keys> {
  const found = await readJson(path);
  if (typeof found !== 'object' || found === null) return {};
  const entries = Object.entries(found).filter(([name, key]) => name in organizations && typeof key === 'string');
  return Object.fromEntries(entries);
}

async function isAccepted(url: string, apiKey: string): Promise<boolean> {
  try {
    await new SongTrackPro({ apiKey, baseUrl: url }).organizations.me();
    return true;
  } catch (error) {
    if (error instanceof AuthenticationError) return false;
    throw error;
  }
}

/** The key of a local organization, which is made when it is not there yet. */
export async function localKey(dataDir: string, server: RunningServer, which: LocalOrganization): Promise<string> {
  const path = join(dataDir, 'keys.json');
  const keys = await readKeys(path);
  const known = keys[which];
  if (known !== undefined && (await isAccepted(server.url, known))) return known;
  const { createOrganizationWithKey, systemClock } = await import('@songtrackpro/server');
  const now = systemClock();
  const { name, slug } = organizations[which];
  const { apiKey } = await createOrganizationWithKey(server.services.postgres, {
    name,
    // A slug is unique on its server, and the key of an earlier organization of this name may be lost.
    slug: `${slug}-${now.getTime().toString(36)}`,
    kind: 'label',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: 'USD',
    keyName: 'Made by songtrackpro start',
    environment: 'dev',
    now,
  });
  await writeSecretJson(path, { ...(await readKeys(path)), [which]: apiKey });
  return apiKey;
}
