-- All policies and all privileges. The roles: the owner migrates; app_rw serves tenants; app_auth signs people and keys
-- in; app_worker delivers, bills and cleans over all tenants; app_search owns the search functions and never logs in.

-- Every table that carries organization_id shows a transaction only its own organization's rows, to the owner as well
-- (FORCE). The sub-select makes the setting a constant of the statement instead of a call per row. Later migrations
-- call this again for the tables that they bring.
create procedure isolate_tenant_tables() language plpgsql as $$
declare
  t regclass;
begin
  for t in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant')
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      'create policy tenant on %s to app_rw using (organization_id = (select current_organization())) '
      'with check (organization_id = (select current_organization()))', t);
  end loop;
end
$$;
call isolate_tenant_tables();

alter table organizations enable row level security;
alter table organizations force row level security;
create policy tenant on organizations to app_rw
  using (id = (select current_organization())) with check (id = (select current_organization()));

-- Entries of the outbox are written by tenants and read by the worker alone.
drop policy tenant on outbox;
create policy tenant on outbox for insert to app_rw with check (organization_id = (select current_organization()));

-- A tenant's transaction sees of users only the person at work; others by member_directory().
alter table users enable row level security;
alter table users force row level security;
create policy own_row on users for select to app_rw using (id = (select current_actor()));
create policy authentication on users to app_auth using (deleted_at is null) with check (deleted_at is null);
create policy deletion on users to app_worker using (true) with check (true);
create policy search on users for select to app_search using (true);

alter table personal_answers enable row level security;
alter table personal_answers force row level security;
create policy own_row on personal_answers to app_rw
  using (user_id = (select current_actor())) with check (user_id = (select current_actor()));

do $$
declare
  name text;
begin
  foreach name in array array['auth_sessions', 'auth_accounts', 'auth_verifications', 'auth_two_factors', 'auth_rate_limits']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy authentication on %I to app_auth using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to app_auth', name);
  end loop;
end
$$;

-- Sign-in finds keys, memberships and invitations before any organization is known.
create policy authentication on organizations for select to app_auth using (true);
create policy authentication on organization_members for select to app_auth using (true);
create policy authentication on invitations for select to app_auth using (true);
create policy authentication on api_keys for select to app_auth using (true);
create policy authentication on member_artists for select to app_auth using (true);
create policy authentication on support_accesses for select to app_auth using (true);
create policy authentication_use on api_keys for update to app_auth using (true) with check (true);

-- The worker serves all tenants; it processes imports as their own tenant through app_rw.
create policy open_work on imports for select to app_worker
  using (status in ('queued', 'checking', 'writing', 'failed'));
create policy worker on organizations for select to app_worker using (true);
create policy worker on integrations for select to app_worker using (true);
create policy worker on subscriptions to app_worker using (true) with check (true);
create policy worker on invoices to app_worker using (true) with check (true);
create policy worker on payment_methods to app_worker using (true) with check (true);
create policy worker on outbox to app_worker using (true) with check (true);
create policy worker on webhook_endpoints for select to app_worker using (true);
create policy worker on webhook_deliveries to app_worker using (true) with check (true);
alter table stripe_events enable row level security;
alter table stripe_events force row level security;
create policy worker on stripe_events to app_worker using (true) with check (true);

-- Of rows that hold a tenant's work the worker sees and removes only the deleted ones.
do $$
declare
  name text;
begin
  foreach name in array array['artists', 'tracks', 'campaigns', 'audiences', 'api_keys'] loop
    execute format('create policy purge on %I to app_worker using (deleted_at is not null) with check (false)', name);
    -- The right to update is there to lock the row while its documents are erased; the policy lets no update through.
    execute format('grant select, update (deleted_at), delete on %I to app_worker', name);
  end loop;
end
$$;
create policy purge on organizations for delete to app_worker using (deleted_at is not null);
create policy purge_lock on organizations for update to app_worker using (deleted_at is not null) with check (false);

do $$
declare
  name text;
begin
  foreach name in array array['tracks', 'campaigns', 'audiences', 'organizations', 'organization_slugs', 'organization_members'] loop
    execute format('create policy search on %I for select to app_search using (true)', name);
  end loop;
end
$$;

grant usage on schema public to app_rw, app_auth, app_worker, app_search;

grant select, insert, update, delete on
  organization_members, member_artists, invitations, invitation_artists, subscriptions, payment_methods, artists, tracks, campaigns, campaign_goals,
  ad_accounts, ad_sets, ads, audiences, audience_insights, integrations, api_keys, notifications, imports,
  idempotency_answers, personal_answers, usage_counters, webhook_endpoints, webhook_deliveries to app_rw;
grant select, insert, update on organizations, organization_slugs to app_rw;
grant select, insert, update (ended_at) on support_accesses to app_rw;
grant select on invoices to app_rw;
grant insert on outbox to app_rw;
grant select on users to app_rw;

grant select, insert, update on users to app_auth;
grant select on organizations, organization_members, member_artists, invitations, support_accesses, api_keys to app_auth;
grant update (last_used_at, use_count) on api_keys to app_auth;

grant select on imports, organizations, webhook_endpoints to app_worker;
grant update (deleted_at), delete on organizations to app_worker;
-- Not the tokens: they are opened as their own tenant.
grant select (id, organization_id, provider, status, token_expires_at, synced_at, error_count) on integrations to app_worker;
grant select, insert, update on subscriptions, invoices, stripe_events to app_worker;
grant select, insert, update, delete on payment_methods, outbox, webhook_deliveries to app_worker;
grant select, update (deleted_at, organization_id, email, name, image), delete on users to app_worker;

grant select on tracks, campaigns, audiences to app_search;
grant select (organization_id, user_id) on organization_members to app_search;
grant select (id, slug, name, deleted_at) on organizations to app_search;
grant select (organization_id, slug, released_at) on organization_slugs to app_search;
grant select (id, name, email, image, deleted_at) on users to app_search;

grant execute on function uuid_v7(), uuid_v7_computed(), current_organization(), current_actor(), search_form(text)
  to app_rw, app_auth, app_worker, app_search;
grant execute on function search_tracks(text, integer), find_targeted_campaigns(jsonb),
  find_audiences_by_criterion(text, text), member_directory(), find_organization_by_slug(text) to app_rw;
grant execute on function create_partitions(date, integer), adopt_stray_rows(date, integer, integer), drop_partitions(regclass, date, integer)
  to app_worker;
-- Callers other than the owner.
revoke execute on procedure seal_partition(regclass), add_timestamp_triggers(), isolate_tenant_tables() from public;

-- A function's new owner must be able to create it; nothing is left of that afterwards.
grant create on schema public to app_search;
alter function search_tracks(text, integer) owner to app_search;
alter function find_targeted_campaigns(jsonb) owner to app_search;
alter function find_audiences_by_criterion(text, text) owner to app_search;
alter function member_directory() owner to app_search;
alter function find_organization_by_slug(text) owner to app_search;
revoke create on schema public from app_search;

-- VACUUM and ANALYZE for others than the owner exist since PostgreSQL 17. Later tables get it by default.
do $$
declare
  t regclass;
begin
  if current_setting('server_version_num')::int >= 170000 then
    for t in
      select c.oid::regclass from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    loop
      execute format('grant maintain on %s to app_worker', t);
    end loop;
    alter default privileges in schema public grant maintain on tables to app_worker;
  end if;
end
$$;
