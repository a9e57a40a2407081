import { pageOf } from '../core/page.ts';
import { query } from '../core/procedure.ts';
import { AuditEntry, AuditListInput } from './schemas.ts';

export const audit = {
  list: query({
    permission: 'audit:read',
    reach: 'organization',
    input: AuditListInput,
    output: pageOf(AuditEntry).meta({ id: 'AuditPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/audit' },
    weight: 2,
    summary: 'List changes',
    description:
      'Who changed what, when and from where, newest first. An entry is written in the transaction of its change and arrives here a moment later. Calls under a support access are entries too, reads as well.',
    example: { limit: 20 },
  }),
};
