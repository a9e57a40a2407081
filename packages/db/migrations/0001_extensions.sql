-- Extensions, the schema's own functions, domains, and privileges that must hold before the first table exists.
do $$
begin
  if current_setting('server_version_num')::int < 150000 then
    raise exception 'SongTrackPro needs PostgreSQL 15 or newer; this server is %.', current_setting('server_version');
  end if;
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'The database is encoded in %, and names of artists need UTF8. Create it with: create database … encoding ''UTF8'' template template0.',
      current_setting('server_encoding');
  end if;
end
$$;

create extension if not exists citext;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
-- Brings uuid into GIN indexes, so that one index serves the organization and the trigrams.
create extension if not exists btree_gin;

-- Nothing is granted to everybody: every privilege of the roles is written down in the grants migration.
revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

-- UUID version 7 (RFC 9562) in the layout of PostgreSQL 18: 48 bits of milliseconds, 12 bits of the fraction of the
-- millisecond, 62 random bits. Keys sort by the time of their creation.
create function uuid_v7_computed() returns uuid language sql volatile parallel safe as $$
  select (
    lpad(to_hex(microseconds / 1000), 12, '0')
    || '7' || lpad(to_hex(microseconds % 1000 * 4096 / 1000), 3, '0')
    -- The second half of a version 4 id: the variant's two bits and 62 random ones.
    || right(replace(gen_random_uuid()::text, '-', ''), 16)
  )::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as microseconds) as moment
$$;

do $$
begin
  if exists (select from pg_proc where proname = 'uuidv7' and pronamespace = 'pg_catalog'::regnamespace) then
    execute 'create function uuid_v7() returns uuid language sql volatile parallel safe return pg_catalog.uuidv7()';
  else
    execute 'create function uuid_v7() returns uuid language sql volatile parallel safe return uuid_v7_computed()';
  end if;
end
$$;

-- The organization and the person of the running transaction, or null outside one. nullif: after a transaction has
-- ended the setting is an empty string, and ''::uuid would be an error instead of "no rows".
create function current_organization() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organization_id', true), '')::uuid;
create function current_actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_id', true), '')::uuid;

-- Text as it is searched: letters and their marks taken apart, marks of every script removed, what has no mark but an
-- accent (ø, ß, ł) by unaccent, lower case. unaccent is only declared stable because its dictionary could be replaced;
-- an index on this form would then have to be rebuilt.
create function search_form(value text) returns text language sql immutable strict parallel safe
  return lower(unaccent(regexp_replace(normalize(value, nfkd), '[\u0300-\u036f]', '', 'g')));

create function set_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end
$$;

-- The document's enums are domains over text: `=` on an enum is not leakproof, so under a row policy its indexes would
-- not be used.
create domain user_role as text check (value in ('artist', 'label', 'agency', 'admin'));
create domain subscription_tier as text check (value in ('free', 'starter', 'professional', 'enterprise'));
create domain subscription_status as text
  check (value in ('active', 'past_due', 'canceled', 'trialing', 'incomplete'));
create domain campaign_status as text check (value in ('draft', 'active', 'paused', 'completed', 'archived'));
create domain integration_provider as text check (value in ('meta', 'spotify'));
create domain integration_status as text check (value in ('connected', 'disconnected', 'error', 'expired'));

-- Value sets that the document leaves open.
create domain organization_kind as text check (value in ('artist', 'label', 'agency'));
create domain member_role as text check (value in ('owner', 'admin', 'manager', 'analyst', 'viewer'));
create domain onboarding_step as text check (value in ('profile', 'organization', 'connection', 'done'));
create domain invoice_status as text check (value in ('draft', 'open', 'paid', 'uncollectible', 'void'));
create domain goal_type as text check (value in ('streams', 'followers', 'engagement', 'conversions', 'reach'));
create domain audience_kind as text check (value in ('custom', 'meta'));
create domain insight_dimension as text check (value in ('demographics', 'interests', 'behaviors', 'locations'));
create domain budget_kind as text check (value in ('daily', 'lifetime'));
create domain row_origin as text check (value in ('manual', 'import'));
create domain delivery_status as text check (value in ('pending', 'delivered', 'failed'));
create domain key_environment as text check (value in ('live', 'dev'));
create domain currency_code as text check (value ~ '^[A-Z]{3}$');
-- A versioned JSON object; what lies in it is checked by its zod schema.
create domain versioned_json as jsonb check (jsonb_typeof(value) = 'object' and jsonb_typeof(value -> 'version') = 'number');
