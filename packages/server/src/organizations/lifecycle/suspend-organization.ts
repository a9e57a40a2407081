import type { contract, Suspension } from '@songtrackpro/contracts';
import { setSuspension } from '@songtrackpro/db';
import type { PersonContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadOrganization, noSuchOrganization } from '../load.ts';

const changeSuspension = (ctx: PersonContext, id: string, change: (now: Suspension | null) => Suspension | null) =>
  ctx.inOrganization(id, async (inner) => {
    const before = await loadOrganization(inner);
    const after = await setSuspension(inner.tx, id, change(before.suspension));
    if (!after) throw noSuchOrganization(id);
    const { suspension, slug, name, kind } = after;
    inner.audit({
      resource: { kind: 'organization', id },
      before: { suspension: before.suspension },
      after: { suspension },
    });
    return { id, slug, name, kind, suspension };
  });

export const suspendOrganization: Verb<typeof contract.organizations.suspend> = (ctx, { id, reason }) =>
  changeSuspension(ctx, id, (now) => ({ since: now?.since ?? ctx.now.toISOString(), reason }));

export const unsuspendOrganization: Verb<typeof contract.organizations.unsuspend> = (ctx, { id }) =>
  changeSuspension(ctx, id, () => null);
