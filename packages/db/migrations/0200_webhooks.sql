-- Outgoing webhooks: events are written in the transaction that makes them true, with a delivery for each endpoint that
-- selects them.

create domain webhook_disabled_reason as text check (value in ('member', 'gone', 'failing'));
create domain webhook_cause as text check (value in ('event', 'replay', 'test'));

-- The order in which an organization's events became visible, as that of notifications and under the same lock.
create sequence webhook_event_positions as bigint;
create table webhook_events (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  type text not null check (length(type) between 1 and 100),
  -- What happened, for what may be found to have happened more than once; kept for as long as the organization.
  event_key text check (length(event_key) between 1 and 500),
  -- What is sent, byte for byte; null once it is too old to be sent.
  body text,
  occurred_at timestamptz not null,
  told_position bigint not null default nextval('webhook_event_positions'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index webhook_events_key on webhook_events (organization_id, event_key);
create index webhook_events_position_idx on webhook_events (organization_id, told_position);
create index webhook_events_occurred_idx on webhook_events (organization_id, occurred_at);
create index webhook_events_body_idx on webhook_events (occurred_at) where body is not null;

alter table webhook_endpoints
  add column description text check (length(description) <= 500),
  add column disabled_reason webhook_disabled_reason,
  add column failing_since timestamptz,
  -- The replaced secret, which signs as well until then.
  add column previous_secret bytea,
  add column previous_secret_key text,
  add column previous_secret_until timestamptz,
  add check ((disabled_at is null) = (disabled_reason is null));

alter table webhook_deliveries
  drop column payload,
  add column cause webhook_cause not null default 'event',
  -- Every attempt with its answer.
  add column log jsonb not null default '[]',
  add foreign key (organization_id, event_id) references webhook_events (organization_id, id) on delete cascade;
create index webhook_deliveries_event_idx on webhook_deliveries (organization_id, event_id);
create index webhook_deliveries_id_idx on webhook_deliveries (organization_id, id);

alter domain notification_kind drop constraint notification_kind_check;
alter domain notification_kind add constraint notification_kind_check check (value in (
  'campaign_started', 'campaign_not_started', 'campaign_ended', 'goal_reached', 'budget_threshold', 'integration_attention',
  'import_finished', 'invitation', 'payment_failed', 'report_ready', 'sync_failed', 'platform_refused', 'webhook_disabled'));

call isolate_tenant_tables();
call add_timestamp_triggers();
create trigger tell_change after insert on webhook_events
  for each row execute function tell_change('webhooks', 'organization_id');
grant select, insert, update, delete on webhook_events to app_rw;
grant usage on sequence webhook_event_positions to app_rw;
-- The worker takes away bodies that are too old, and sees nothing of the others.
create policy expiry on webhook_events to app_worker using (true) with check (body is null);
grant select (id, organization_id, occurred_at, body), update (body) on webhook_events to app_worker;
