-- Operators of pg_trgm, jsonb and citext are not leakproof: under a row policy their indexes are not used. These
-- functions belong to a role that may read the rows of every tenant, and filter by the transaction's organization
-- themselves. They answer ids alone; the caller joins the rows under its own policies.

-- Tracks by title and artist: typing errors and accents don't matter, the best match comes first.
create function search_tracks(query text, max_rows integer)
returns table (id uuid, score real)
language plpgsql stable security definer parallel safe rows 20
set search_path = public, pg_temp
set pg_trgm.word_similarity_threshold = 0.5
as $$
declare
  tenant uuid := current_organization();
  wanted text := search_form(query);
begin
  -- Where the database's character type is C, letters other than Latin ones make no trigrams: such a text is looked for
  -- as it is, in the organization's own rows.
  if cardinality(show_trgm(wanted)) = 0 then
    return query
      select t.id, (length(wanted)::real / length(t.search_text))::real as score
      from tracks t
      where t.organization_id = tenant and t.deleted_at is null and wanted ~ '[^[:space:][:punct:]]'
        and position(wanted in t.search_text) > 0
      order by score desc, t.id desc
      limit max_rows;
    return;
  end if;
  return query
    select t.id, word_similarity(wanted, t.search_text) as score
    from tracks t
    where t.organization_id = tenant and t.deleted_at is null and wanted <% t.search_text
    order by score desc, similarity(wanted, t.search_text) desc, t.id desc
    limit max_rows;
end
$$;

-- Campaigns whose targeting contains this fragment, for example {"countries": ["DE"]}.
create function find_targeted_campaigns(fragment jsonb)
returns setof uuid
language plpgsql stable security definer parallel safe rows 100
set search_path = public, pg_temp
as $$
declare
  tenant uuid := current_organization();
begin
  return query
    select c.id from campaigns c
    where c.organization_id = tenant and c.deleted_at is null and c.targeting @> fragment;
end
$$;

-- Audiences whose criteria name this value in a list of this name, at any depth of the tree.
create function find_audiences_by_criterion(list text, wanted text)
returns setof uuid
language plpgsql stable security definer parallel safe rows 100
set search_path = public, pg_temp
as $$
declare
  tenant uuid := current_organization();
  -- Both go in as JSON strings, so that nothing in them is read as a path.
  path jsonpath := format('$.**.%s[*] ? (@ == %s)', to_json(list), to_json(wanted))::jsonpath;
begin
  return query
    select a.id from audiences a
    where a.organization_id = tenant and a.deleted_at is null and a.criteria @? path;
end
$$;

-- The organization that a name in an address leads to, with its current name; without any transaction's organization,
-- because public addresses are asked for by anybody. Names of deleted organizations lead nowhere.
create function find_organization_by_slug(wanted text)
returns table (organization_id uuid, slug text, name text)
language sql stable security definer parallel safe rows 1
set search_path = public, pg_temp
as $$
  select o.id, o.slug, o.name
  from organization_slugs s join organizations o on o.id = s.organization_id
  where s.slug = wanted and s.released_at is null and o.deleted_at is null
$$;

-- People of the transaction's organization: the tenant's role sees of users only the person at work.
create function member_directory()
returns table (user_id uuid, name text, email text, image text)
language plpgsql stable security definer parallel safe rows 20
set search_path = public, pg_temp
as $$
declare
  tenant uuid := current_organization();
begin
  return query
    select u.id, u.name, u.email::text, u.image
    from organization_members m join users u on u.id = m.user_id
    where m.organization_id = tenant and u.deleted_at is null
    order by u.id;
end
$$;
