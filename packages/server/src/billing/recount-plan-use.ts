import { foldPlanUse, listOrganizations, repairPlanUse } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';

/**
 * Counts anew what each organization has of what plans limit, and repairs what was noted of it where that differs: triggers
 * note it, and nothing else should. What was repaired is told in the log and as an event for the operator.
 */
export async function recountPlanUse({ postgres, log, systemLog }: Services, signal?: AbortSignal): Promise<void> {
  const folded = await foldPlanUse(postgres);
  const organizations = await listOrganizations(postgres);
  let repaired = 0;
  for (const organizationId of organizations) {
    if (signal?.aborted) break;
    const faults = await repairPlanUse(postgres, organizationId);
    if (faults.length === 0) continue;
    repaired += 1;
    log.error({ organizationId, faults }, 'the noted use of a plan was not what there is, and was repaired');
    systemLog.record({
      kind: 'sync_job',
      level: 'error',
      name: 'recount plan use',
      organizationId,
      durationMs: null,
      details: Object.fromEntries(faults.map(({ resource, counted, there }) => [resource, `${counted} were ${there}`])),
      error: undefined,
    });
  }
  log.info({ organizations: organizations.length, repaired, folded }, 'use of plans counted anew');
}
