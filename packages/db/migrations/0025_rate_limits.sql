-- Points spent in the running window of a limit. The columns and their order are those of the library that counts. A key
-- names what is limited (a caller, an organization, an address), so there is no organization to isolate by: only the role
-- that signs people and keys in reaches the table. Unlogged: worth nothing after a crash.
create unlogged table rate_limits (
  key text primary key check (length(key) between 1 and 255),
  points integer not null default 0,
  -- End of the window in milliseconds since 1970.
  expire bigint
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
create index rate_limits_expire_idx on rate_limits (expire);

alter table rate_limits enable row level security;
alter table rate_limits force row level security;
create policy authentication on rate_limits to app_auth using (true) with check (true);
grant select, insert, update, delete on rate_limits to app_auth;

-- How much may be spent is the plan's to say, before any organization's transaction begins.
create policy authentication on subscriptions for select to app_auth using (true);
grant select (organization_id, tier, status) on subscriptions to app_auth;
