import type { ImportRecord, TenantTransaction } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { tellWebhooks } from '../core/tell-webhooks.ts';
import { notify } from '../notifications/index.ts';

type Outcome = 'completed' | 'refused' | 'failed' | 'waiting';

const isOutcome = (status: string): status is Outcome => ['completed', 'refused', 'failed', 'waiting'].includes(status);

/**
 * Tells how an import ended: webhook endpoints, and whoever began it; where a key did, those who may import, unless all went well, since a program
 * may do it many times a day.
 */
export async function tellOutcome(services: Services, tx: TenantTransaction, record: ImportRecord): Promise<void> {
  const { id, organizationId, status, rows, createdBy } = record;
  if (!isOutcome(status)) return;
  const outcome = {
    importId: id,
    fileName: record.fileName.slice(0, 300).toWellFormed(),
    status,
    rowsRead: rows.read,
    rowsRefused: rows.refused,
  };
  const eventKey = `import ${id} ${status}`;
  await tellWebhooks({ services, tx, organizationId }, { type: 'import.finished', data: outcome }, { key: eventKey });
  if (createdBy === null && status === 'completed') return;
  await notify(
    { services, tx, organizationId },
    {
      payload: { kind: 'import_finished', ...outcome },
      eventKey,
      recipients: createdBy === null ? { permission: 'imports:write' } : { userIds: [createdBy] },
    },
  );
}
