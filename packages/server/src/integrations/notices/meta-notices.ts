import type { IntegrationReason } from '@songtrackpro/contracts';
import { findSealedTokens, forgetConnection, listConnectionsOf, lockIntegration } from '@songtrackpro/db';
import type { Hono } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { Services } from '../../core/context.ts';
import type { Http, HttpEnvironment } from '../../core/http-types.ts';
import { messagePage, pagePolicy } from '../../core/pages.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { clientsOf } from '../grants/connectors.ts';
import { loadIntegration } from '../load.ts';
import { tellOfAttention } from '../tell.ts';
import type { ConnectionRef } from '../tokens/places.ts';
import { confirmationCode, readConfirmation } from './confirmation.ts';

/** What Meta has signed, of the form field `signed_request`. */
async function readNotice(c: Http, services: Services): Promise<{ userId: string; issuedAt: Date }> {
  const form = new URLSearchParams(await c.req.text());
  const notice = clientsOf(services).meta?.readSignedRequest(form.get('signed_request') ?? '') ?? null;
  if (notice) return notice;
  throw new AppError('token_invalid', { message: 'The field `signed_request` is not signed by Meta for this app.' });
}

async function end(services: Services, of: ConnectionRef, reason: IntegrationReason, issuedAt: Date): Promise<void> {
  await inSystemCall(services, of.organizationId, async (ctx) => {
    const before = await lockIntegration(ctx.tx, of.id);
    if (!before || before.status === 'disconnected') return;
    // A notice of an earlier connection, sent late or sent again.
    const since = (await findSealedTokens(ctx.tx, of.id))?.authorizedAt ?? null;
    if (since !== null && issuedAt.getTime() + 60_000 < since.getTime()) return;
    await forgetConnection(ctx.tx, of, reason);
    const after = await loadIntegration(ctx, of.id);
    ctx.audit('integrations.ended', { resource: { kind: 'integration', id: of.id }, before, after });
    tellOfAttention(ctx, after, `${reason} ${before.connectedAt}`);
  });
}

/** Ends every connection of a person's account, in whichever organization. */
async function endAll(services: Services, c: Http, reason: IntegrationReason): Promise<void> {
  const { userId, issuedAt } = await readNotice(c, services);
  for (const of of await listConnectionsOf(services.postgres, { provider: 'meta', accountId: userId }))
    await end(services, of, reason, issuedAt);
}

/** What Meta tells when a person removes the app, or asks for the deletion of their data. */
export function mountMetaNotices(app: Hono<HttpEnvironment>, services: Services): void {
  app.post('/v1/integrations/meta/deauthorize', async (c) => {
    await endAll(services, c, 'app_removed');
    return c.json({ ended: true });
  });
  app.post('/v1/integrations/meta/data-deletion', async (c) => {
    await endAll(services, c, 'deletion_requested');
    const code = confirmationCode(services.keyring, services.clock());
    return c.json({
      url: `${services.publicUrl()}/v1/integrations/meta/data-deletion/${code}`,
      confirmation_code: code,
    });
  });
  app.get('/v1/integrations/meta/data-deletion/:code', (c) => {
    const at = readConfirmation(services.keyring, c.req.param('code'));
    if (at === null) throw new AppError('not_found', { message: 'There is no deletion of this code.' });
    c.header('content-security-policy', pagePolicy);
    const text = `On ${at.slice(0, 10)} the tokens of your account and everything that was known of you were deleted. Numbers about ad accounts belong to those who run them, and name nobody.`;
    return c.html(messagePage('Your data was deleted', text));
  });
}
