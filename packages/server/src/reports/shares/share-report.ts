import type { contract } from '@songtrackpro/contracts';
import { insertReportShare } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { uuidV7 } from '../../core/uuid-v7.ts';
import { loadReportEntry } from '../stored/load.ts';
import { hashLink, sealLink, sharedPath } from './link.ts';

const dayMs = 24 * 3600 * 1000;

export const shareReport: Verb<typeof contract.reports.share> = async (ctx, input) => {
  const { id: reportId, version, expiresInDays, label = null } = input;
  const { campaignId } = await loadReportEntry(ctx, { id: reportId, version });
  const { organizationId, actor, services } = ctx;
  const id = uuidV7(ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + expiresInDays * dayMs);
  const token = sealLink(services.shareSeal, { organizationId, shareId: id, expiresAt });
  const share = await insertReportShare(ctx.tx, {
    id,
    organizationId,
    campaignId,
    reportId,
    reportVersion: version,
    tokenHash: hashLink(token),
    label,
    createdBy: actor.kind === 'user' && actor.support === null ? actor.user.id : null,
    expiresAt: expiresAt.toISOString(),
  });
  ctx.audit({ resource: { kind: 'reportShare', id }, before: null, after: share });
  const path = sharedPath(token);
  const { publicUrl } = services.signIn.origins;
  return { ...share, path, url: publicUrl === undefined ? null : new URL(path, publicUrl).href };
};
