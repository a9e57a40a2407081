import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { listSystemEvents } from './list-system-events.ts';

export const auditEndpoints = implement('audit', contract.audit, {
  list: listAudit,
  export: exportAudit,
  listSystemEvents,
});
