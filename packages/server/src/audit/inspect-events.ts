import {
  type Finding,
  inspectSystemEvents,
  type LoggedEvent,
  openDocuments,
  type SystemEventQuery,
} from '@songtrackpro/db';
import type { StoreSettings } from '../core/settings.ts';

type Stores = Pick<StoreSettings, 'mongodbUri' | 'retention'>;

const dayMs = 86_400_000;
/** More than these are not counted. */
const most = 1000;

/** What server processes wrote down of all organizations, the newest first, for the operator. */
export async function listEvents(
  { mongodbUri, retention = {} }: Stores,
  query: Omit<SystemEventQuery, 'after'>,
): Promise<LoggedEvent[]> {
  const documents = await openDocuments(mongodbUri, { retention });
  try {
    return (await inspectSystemEvents(documents.db, { ...query, after: null })).items;
  } finally {
    await documents.close();
  }
}

/** Says how many errors the last day has seen, for a doctor. */
export async function inspectEvents(stores: Stores, now: Date): Promise<Finding[]> {
  const from = new Date(now.getTime() - dayMs);
  const { length } = await listEvents(stores, { from, level: 'error', limit: most });
  const subject = 'system_events';
  if (length === 0) {
    return [{ code: 'errors', severity: 'ok', subject, message: 'system_events: no error in the last 24 hours.' }];
  }
  const count = length === most ? `${most} or more errors` : `${length} ${length === 1 ? 'error' : 'errors'}`;
  const message = `system_events: ${count} in the last 24 hours. \`songtrackpro events --level error\` lists them.`;
  return [{ code: 'errors', severity: 'warning', subject, message }];
}
