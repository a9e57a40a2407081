create table users (
  id uuid primary key default uuid_v7(),
  -- Home organization: the one that a person sees after signing in.
  organization_id uuid,
  email citext not null check (length(email) <= 320 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  name text not null check (length(name) <= 300),
  role user_role not null default 'artist',
  image text check (length(image) <= 2000),
  phone text check (phone ~ '^[+][1-9][0-9]{6,14}$'),
  locale text check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' and length(locale) <= 35),
  time_zone text check (length(time_zone) between 1 and 64),
  email_verified boolean not null default false,
  email_verified_at timestamptz,
  two_factor_enabled boolean not null default false,
  onboarding_step onboarding_step not null default 'profile',
  -- When which step was done, and what was left out.
  onboarding versioned_json not null default '{"version": 1}',
  onboarded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
-- citext: an address in other case is the same address.
create unique index users_email_key on users (email) where deleted_at is null;
create index users_role_idx on users (role, created_at);
create index users_organization_idx on users (organization_id, id);
create index users_deleted_idx on users (deleted_at) where deleted_at is not null;

-- The sign-in library writes a flag; the time beside it is ours.
create function stamp_email_verified() returns trigger language plpgsql as $$
begin
  if new.email_verified and new.email_verified_at is null then
    new.email_verified_at := now();
  elsif not new.email_verified then
    new.email_verified_at := null;
  end if;
  return new;
end
$$;
create trigger stamp_email_verified before insert or update of email_verified on users
  for each row execute function stamp_email_verified();

-- Tables of the sign-in library, reachable by its role alone.
create table auth_sessions (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users (id) on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create unique index auth_sessions_token_key on auth_sessions (token);
create index auth_sessions_user_idx on auth_sessions (user_id);

create table auth_accounts (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index auth_accounts_account_key on auth_accounts (provider_id, account_id);
create index auth_accounts_user_idx on auth_accounts (user_id);

create table auth_verifications (
  id uuid primary key default uuid_v7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index auth_verifications_identifier_idx on auth_verifications (identifier);

create table auth_two_factors (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index auth_two_factors_user_idx on auth_two_factors (user_id);
create index auth_two_factors_secret_idx on auth_two_factors (secret);

create table auth_rate_limits (
  id uuid primary key default uuid_v7(),
  key text not null,
  count integer not null,
  -- Milliseconds since 1970, as the library keeps it.
  last_request bigint not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.1);
create unique index auth_rate_limits_key_key on auth_rate_limits (key);

create table organizations (
  id uuid primary key default uuid_v7(),
  owner_id uuid,
  name text not null check (length(name) between 1 and 300),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  kind organization_kind not null,
  time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
  currency currency_code not null default 'USD',
  settings versioned_json not null default '{"version": 1}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index organizations_slug_key on organizations (slug) where deleted_at is null;
create index organizations_owner_idx on organizations (owner_id, id);
create index organizations_deleted_idx on organizations (deleted_at) where deleted_at is not null;

-- Every name that an organization ever had in addresses, its current one among them. Each leads to its organization and
-- is nobody else's, until the organization is deleted.
create table organization_slugs (
  organization_id uuid not null references organizations (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  created_at timestamptz not null default now(),
  released_at timestamptz,
  primary key (organization_id, slug)
);
create unique index organization_slugs_slug_key on organization_slugs (slug) where released_at is null;

create function keep_slugs() returns trigger language plpgsql as $$
declare
  earlier text;
begin
  if new.deleted_at is not null then
    update organization_slugs set released_at = now() where organization_id = new.id and released_at is null;
    return null;
  end if;
  insert into organization_slugs (organization_id, slug) values (new.id, new.slug)
    on conflict (organization_id, slug) do update set released_at = null;
  if tg_op = 'UPDATE' and old.deleted_at is not null then
    -- A restored organization gets its earlier names back, except those that others took meanwhile.
    for earlier in select s.slug from organization_slugs s where s.organization_id = new.id and s.released_at is not null
    loop
      begin
        update organization_slugs s set released_at = null where s.organization_id = new.id and s.slug = earlier;
      exception when unique_violation then
        null;
      end;
    end loop;
  end if;
  return null;
end
$$;
create trigger keep_slugs after insert or update of slug, deleted_at on organizations
  for each row execute function keep_slugs();

create table organization_members (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role member_role not null default 'viewer',
  -- What this person may do beyond or short of the role.
  permissions versioned_json not null default '{"version": 1}',
  -- False: only the artists of member_artists. A flag of its own, so that a list that became empty opens nothing.
  all_artists boolean not null default true,
  invited_by uuid,
  joined_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, user_id),
  unique (organization_id, id),
  foreign key (organization_id, invited_by) references organization_members (organization_id, user_id)
    on delete set null (invited_by)
);
create index organization_members_user_idx on organization_members (user_id, organization_id);
create index organization_members_invited_by_idx on organization_members (organization_id, invited_by);

-- The home organization and the owner are memberships. Deferred: an organization, its owner's membership and the
-- person's home are written in one transaction, in any order.
alter table users add foreign key (organization_id, id) references organization_members (organization_id, user_id)
  on delete set null (organization_id) deferrable initially deferred;
alter table organizations add foreign key (id, owner_id) references organization_members (organization_id, user_id)
  on delete set null (owner_id) deferrable initially deferred;

create table invitations (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  email citext not null check (length(email) <= 320 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  role member_role not null check (role <> 'owner'),
  permissions versioned_json not null default '{"version": 1}',
  -- False: only the artists of invitation_artists.
  all_artists boolean not null default true,
  -- SHA-256 of the token in the e-mail.
  token_hash bytea not null check (length(token_hash) = 32),
  invited_by uuid,
  sent_at timestamptz,
  sent_count integer not null default 0 check (sent_count >= 0),
  seen_at timestamptz,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (expires_at > created_at),
  check (accepted_at is null or revoked_at is null),
  foreign key (organization_id, invited_by) references organization_members (organization_id, user_id)
    on delete set null (invited_by),
  foreign key (organization_id, accepted_by) references organization_members (organization_id, user_id)
    on delete set null (accepted_by)
);
create unique index invitations_token_hash_key on invitations (token_hash);
create unique index invitations_open_key on invitations (organization_id, email)
  where accepted_at is null and revoked_at is null;
create index invitations_invited_by_idx on invitations (organization_id, invited_by);
create index invitations_accepted_by_idx on invitations (organization_id, accepted_by);

-- Somebody of the operator looks into an organization: for a reason, for a time, seen by the organization.
create table support_accesses (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  -- Null once the person is gone for good: that there was an access stays known.
  staff_id uuid references users (id) on delete set null (staff_id),
  reason text not null check (length(reason) between 1 and 1000),
  starts_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (expires_at > starts_at),
  check (ended_at >= starts_at)
);
create index support_accesses_staff_idx on support_accesses (staff_id, organization_id);
