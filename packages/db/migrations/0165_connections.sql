-- How an organization comes to its connections: the attempts that a person has not come back from yet, why a connection is
-- as it is, and which ad accounts it offers.

create domain integration_reason as text check (value in (
  'member_disconnected', 'app_removed', 'deletion_requested', 'token_expired', 'token_revoked', 'grant_ended',
  'account_locked', 'scopes_missing', 'permission_missing', 'key_missing', 'throttled', 'provider_unavailable',
  'provider_refused'));

alter table integrations
  add column reason integration_reason,
  add column missing_scopes text[] not null default '{}',
  -- When a person last agreed, and until when the provider takes that for an answer.
  add column authorized_at timestamptz,
  add column grant_expires_at timestamptz,
  -- From when on the access token is to be renewed.
  add column refresh_at timestamptz,
  -- A process renews it, at most until then; by the clock of the database, which is one for all of them.
  add column refreshing_until timestamptz,
  add column last_error_code text,
  add column last_error_trace text;
drop index integrations_expiry_idx;
create index integrations_refresh_idx on integrations (refresh_at) where status in ('connected', 'error');
-- What a callback of the provider names.
create index integrations_account_idx on integrations (provider, account_id);
-- The tokens of a tenant that were sealed with another key than the newest.
create index integrations_token_key_idx on integrations (token_key) where token_key is not null;

create table integration_accounts (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  integration_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 100),
  name text not null check (length(name) between 1 and 1000),
  currency currency_code,
  time_zone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, integration_id) references integrations (organization_id, id) on delete cascade
);
create unique index integration_accounts_external_id_key
  on integration_accounts (organization_id, integration_id, external_id);

create table connection_attempts (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  provider integration_provider not null,
  -- SHA-256 of the state; the state itself is with the person who was sent away.
  state_hash bytea not null check (length(state_hash) = 32),
  -- The person or the key that began, and alone may finish.
  actor_id uuid not null,
  -- Sealed by the server, like a token.
  code_verifier bytea not null,
  redirect_uri text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index connection_attempts_state_key on connection_attempts (organization_id, state_hash);
create index connection_attempts_expiry_idx on connection_attempts (expires_at);

call isolate_tenant_tables();
call add_timestamp_triggers();

-- A connection is the whole organization's.
do $$
declare
  name text;
begin
  foreach name in array array['integrations', 'integration_accounts', 'connection_attempts'] loop
    execute format('create policy member_artists on %I as restrictive to app_rw '
      'using ((select current_artists()) is null) with check ((select current_artists()) is null)', name);
  end loop;
end
$$;

grant select, insert, update, delete on integration_accounts, connection_attempts to app_rw;
-- Attempts that nobody came back from.
create policy expiry on connection_attempts for delete to app_worker using (true);
create policy expiry_look on connection_attempts for select to app_worker using (true);
grant delete, select (expires_at) on connection_attempts to app_worker;
-- What is due, and whom a callback of the provider means; the tokens are opened as their own tenant.
grant select (account_id, token_key, refresh_at, grant_expires_at) on integrations to app_worker;
