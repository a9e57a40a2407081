import type { StoredReport } from '@songtrackpro/contracts';
import { countShareView, findOrganization, findReport, findUsableShare, withTenant } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { hashLink, openLink } from './link.ts';

/** The version that a link shows; null for a link that is unknown, expired or revoked, whichever it is. */
export async function openShare(services: Services, token: string): Promise<StoredReport | null> {
  const now = services.clock();
  const link = openLink(services.shareSeal, token, now);
  if (!link) return null;
  const { organizationId, shareId } = link;
  return withTenant(services.postgres, { organizationId }, async (tx) => {
    const share = await findUsableShare(tx, { id: shareId, tokenHash: hashLink(token), now });
    const organization = share && (await findOrganization(tx, organizationId));
    if (!share || !organization || organization.suspension !== null) return null;
    const version = { id: share.reportId, version: share.reportVersion };
    const report = await findReport(services.documents.db, organizationId, version);
    if (report) await countShareView(tx, shareId, now);
    return report;
  });
}
