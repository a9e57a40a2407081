import { randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { Postgres } from '../core/postgres.ts';

export interface Furnished {
  organizationId: string;
  userId: string;
  artistId: string;
  trackId: string;
  campaignId: string;
  audienceId: string;
}

const hash = () => randomBytes(32);

/** Runs statements as the application's role in one organization, below everything that could hide a fault. */
export async function asTenant<T>(
  pools: Pick<Postgres, 'app'>,
  organizationId: string,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const result = await pools.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    return { value: await work(tx) };
  });
  return result.value;
}

/** A person and an organization that this person owns. */
export async function createOrganization(pools: Postgres): Promise<{ organizationId: string; userId: string }> {
  const [organizationId, userId] = [randomUUID(), randomUUID()];
  await pools.auth`insert into users (id, email, name) values (${userId}, ${`${userId}@example.com`}, 'Somebody')`;
  await asTenant(pools, organizationId, async (tx) => {
    await tx`insert into organizations (id, owner_id, name, slug, kind)
      values (${organizationId}, ${userId}, 'Label', ${`label-${organizationId}`}, 'label')`;
    await tx`insert into organization_members (organization_id, user_id, role)
      values (${organizationId}, ${userId}, 'owner')`;
  });
  return { organizationId, userId };
}

/** An organization with a row in every tenant table. */
export async function furnish(pools: Postgres): Promise<Furnished> {
  const { organizationId: o, userId: u } = await createOrganization(pools);
  const [artistId, trackId, campaignId, audienceId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const adCampaignId = randomUUID();
  const [invitationId, uploadId] = [randomUUID(), randomUUID()];
  const [accountId, adSetId, integrationId, endpointId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await asTenant(pools, o, async (tx) => {
    await tx`insert into invitations (id, organization_id, email, role, token_hash, invited_by, expires_at)
      values (${invitationId}, ${o}, 'guest@example.com', 'viewer', ${hash()}, ${u}, now() + interval '7 days')`;
    await tx`insert into support_accesses (organization_id, staff_id, reason, expires_at)
      values (${o}, ${u}, 'asked for help', now() + interval '1 hour')`;
    await tx`insert into subscriptions (organization_id) values (${o})`;
    await tx`insert into payment_methods (organization_id, stripe_payment_method_id, type, is_default)
      values (${o}, ${randomUUID()}, 'card', true)`;
    await tx`insert into artists (id, organization_id, name) values (${artistId}, ${o}, 'Sample Artist')`;
    await tx`insert into member_artists (organization_id, user_id, artist_id) values (${o}, ${u}, ${artistId})`;
    await tx`insert into invitation_artists (organization_id, invitation_id, artist_id)
      values (${o}, ${invitationId}, ${artistId})`;
    await tx`insert into tracks (id, organization_id, artist_id, title)
      values (${trackId}, ${o}, ${artistId}, 'Sample Song')`;
    const otherArtistId = randomUUID();
    await tx`insert into artists (id, organization_id, name, deleted_at, merged_into)
      values (${otherArtistId}, ${o}, 'Sample artist', now(), ${artistId})`;
    await tx`insert into catalogue_merges (organization_id, from_artist_id, into_artist_id, merged_at)
      values (${o}, ${otherArtistId}, ${artistId}, now())`;
    await tx`insert into duplicate_dismissals (organization_id, first_artist_id, second_artist_id)
      values (${o}, least(${artistId}::uuid, ${otherArtistId}::uuid), greatest(${artistId}::uuid, ${otherArtistId}::uuid))`;
    await tx`insert into integrations (id, organization_id, provider) values (${integrationId}, ${o}, 'meta')`;
    await tx`insert into integration_accounts (organization_id, integration_id, external_id, name)
      values (${o}, ${integrationId}, '1', 'Account')`;
    await tx`insert into connection_attempts
        (organization_id, provider, state_hash, actor_id, code_verifier, redirect_uri, expires_at)
      values (${o}, 'meta', ${hash()}, ${u}, ${hash()}, 'http://127.0.0.1/callback', now() + interval '10 minutes')`;
    await tx`insert into ad_accounts (id, organization_id, integration_id, name, external_id)
      values (${accountId}, ${o}, ${integrationId}, 'Account', '1')`;
    await tx`insert into ad_account_syncs (organization_id, ad_account_id) values (${o}, ${accountId})`;
    await tx`insert into campaigns (id, organization_id, name, status, track_id, created_by)
      values (${campaignId}, ${o}, 'Release', 'draft', ${trackId}, ${u})`;
    await tx`insert into campaign_goals (organization_id, campaign_id, type, target)
      values (${o}, ${campaignId}, 'streams', 1000)`;
    await tx`insert into campaigns (id, organization_id, ad_account_id, name, origin)
      values (${adCampaignId}, ${o}, ${accountId}, 'Release ads', 'import')`;
    await tx`insert into campaign_links (organization_id, ad_campaign_id, campaign_id)
      values (${o}, ${adCampaignId}, ${campaignId})`;
    const wish = { kind: 'status', status: 'paused' };
    await tx`insert into platform_changes (organization_id, campaign_id, ad_account_id, ad_campaign_id, kind, wish)
      values (${o}, ${adCampaignId}, ${accountId}, ${adCampaignId}, 'status', ${tx.json(wish)})`;
    await tx`insert into campaign_templates (organization_id, name, content)
      values (${o}, 'Single', '{"version": 1, "days": 14, "budgetKind": "lifetime", "budgetMinor": 50000, "currency": "EUR",
        "warnPercent": 80, "stopPercent": 100, "targeting": {"version": 1}, "creatives": {"version": 1}, "tags": [],
        "goals": []}')`;
    await tx`insert into ad_sets (id, organization_id, ad_account_id, campaign_id, name)
      values (${adSetId}, ${o}, ${accountId}, ${campaignId}, 'Set')`;
    await tx`insert into ads (organization_id, ad_account_id, campaign_id, ad_set_id, name)
      values (${o}, ${accountId}, ${campaignId}, ${adSetId}, 'Ad')`;
    await tx`insert into audiences (id, organization_id, name) values (${audienceId}, ${o}, 'Listeners')`;
    await tx`insert into audience_insights (organization_id, audience_id, date, dimension, source, segments)
      values (${o}, ${audienceId}, current_date, 'locations', 'meta', '{"version": 1, "segments": []}')`;
    await tx`insert into audience_members (organization_id, audience_id, person)
      values (${o}, ${audienceId}, ${hash()})`;
    await tx`insert into audience_deliveries (organization_id, audience_id, ad_account_id, kind, tag)
      values (${o}, ${audienceId}, ${accountId}, 'send', 'stp-1')`;
    await tx`insert into audience_uploads (id, organization_id, audience_id, mode)
      values (${uploadId}, ${o}, ${audienceId}, 'append')`;
    await tx`insert into audience_upload_rows (organization_id, upload_id, person)
      values (${o}, ${uploadId}, ${hash()})`;
    await tx`insert into api_keys (organization_id, name, prefix, key_hash, scopes)
      values (${o}, 'key', 'stp', ${hash()}, '{}')`;
    await tx`insert into notifications (organization_id, user_id, kind, title, event_key, data)
      values (${o}, ${u}, 'goal_reached', 'Reached', 'goal-1', '{"version": 1}')`;
    await tx`insert into notification_preferences (organization_id, user_id, kind, in_app, email)
      values (${o}, ${u}, 'goal_reached', true, 'daily')`;
    const change = { version: 1, change: { kind: 'count', trackId, interval: 'hour' } };
    await tx`insert into live_changes (organization_id, kind, subject_id, change_number, data)
      values (${o}, 'count', ${randomUUID()}, 1, ${tx.json(change)})`;
    await tx`insert into imports (organization_id, file_name) values (${o}, 'a.csv')`;
    await tx`insert into import_mappings (organization_id, header_hash, headers, columns)
      values (${o}, ${hash().toString('hex')}, '{Day,Plays}', '[]')`;
    await tx`insert into report_shares (organization_id, campaign_id, report_id, report_version, token_hash, expires_at)
      values (${o}, ${campaignId}, ${randomUUID()}, 1, ${hash()}, now() + interval '7 days')`;
    await tx`insert into report_schedules (organization_id, campaign_id, every, day, done_to)
      values (${o}, ${campaignId}, 'week', 1, '2026-01-04')`;
    await tx`insert into fx_rates (organization_id, currency, date, rate) values (${o}, 'USD', '2026-01-02', 1.1)`;
    await tx`insert into outbox (organization_id, topic, payload) values (${o}, 'test', '{}')`;
    await tx`insert into idempotency_answers (organization_id, key, request_hash, answer)
      values (${o}, 'k', ${hash()}, '{}')`;
    await tx`insert into usage_counters (organization_id, meter, day) values (${o}, 'events', current_date)`;
    await tx`insert into metered_hours (organization_id, meter, hour, quantity)
      values (${o}, 'events', date_trunc('hour', now()), 1)`;
    await tx`insert into webhook_endpoints (id, organization_id, url, secret, secret_key, events)
      values (${endpointId}, ${o}, 'https://example.com', ${hash()}, 'k1', '{campaign.started}')`;
    const eventId = randomUUID();
    await tx`insert into webhook_events (id, organization_id, type, event_key, body, occurred_at)
      values (${eventId}, ${o}, 'campaign.started', 'a', '{}', now())`;
    await tx`insert into webhook_deliveries (organization_id, endpoint_id, event_id, event_type)
      values (${o}, ${endpointId}, ${eventId}, 'campaign.started')`;
  });
  const invoiceId = randomUUID();
  await pools.worker`insert into invoices (id, organization_id, currency, total_minor, amount_due_minor)
    values (${invoiceId}, ${o}, 'EUR', 100, 100)`;
  await pools.worker`insert into invoice_lines (organization_id, invoice_id, position, amount_minor)
    values (${o}, ${invoiceId}, 0, 100)`;
  return { organizationId: o, userId: u, artistId, trackId, campaignId, audienceId };
}
