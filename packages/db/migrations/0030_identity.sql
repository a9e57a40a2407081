-- What happened to people's accounts: sign-ins, refused attempts, changes of password and second factor. People belong to
-- no organization, so it is kept here; what the home organization may know of goes to its audit as well.
create table identity_events (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users (id) on delete cascade,
  action text not null check (action ~ '^[a-zA-Z]+[.][a-zA-Z]+$' and length(action) <= 100),
  outcome text not null check (outcome in ('done', 'refused')),
  ip text check (length(ip) <= 45),
  user_agent text check (length(user_agent) <= 1000),
  request_id text check (length(request_id) <= 128),
  created_at timestamptz not null default now()
);
create index identity_events_user_idx on identity_events (user_id, id);
create index identity_events_created_idx on identity_events (created_at);

alter table identity_events enable row level security;
alter table identity_events force row level security;
create policy authentication on identity_events to app_auth using (true) with check (true);
grant select, insert, delete on identity_events to app_auth;

-- The installation's operator makes somebody staff as the owner of the database, whom row security holds as well: only a
-- transaction that says so gets through, and no table has to be altered beneath running servers.
create policy operator on users to current_user
  using (current_setting('app.operator', true) = 'on') with check (current_setting('app.operator', true) = 'on');
create policy operator on organizations for select to current_user using (current_setting('app.operator', true) = 'on');
create policy operator on identity_events to current_user
  using (current_setting('app.operator', true) = 'on') with check (current_setting('app.operator', true) = 'on');

-- Attempts to sign in, to sign up and to reset in the running window of a limit. Unlogged: worth nothing after a crash.
create unlogged table sign_in_attempts (
  key text primary key check (length(key) <= 400),
  count integer not null,
  ends_at timestamptz not null
);
create index sign_in_attempts_ends_idx on sign_in_attempts (ends_at);
alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy authentication on sign_in_attempts to app_auth using (true) with check (true);
grant select, insert, update, delete on sign_in_attempts to app_auth;

-- Staff is made by the operator, over the owner's connection: whatever the server is talked into, its roles can neither
-- give the account type `admin` nor take it.
create function guard_staff() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.role = 'admin') = (old.role = 'admin') then
      return new;
    end if;
  elsif new.role <> 'admin' then
    return new;
  end if;
  if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    return new;
  end if;
  raise insufficient_privilege using message = 'only the owner of the database makes or unmakes staff';
end
$$;
create trigger guard_staff before insert or update of role on users for each row execute function guard_staff();
