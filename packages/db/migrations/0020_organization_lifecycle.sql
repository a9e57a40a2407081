-- The operator stops an organization, for a reason that its members are told.
alter table organizations
  add column suspended_at timestamptz,
  add column suspension_reason text check (length(suspension_reason) between 1 and 1000),
  add check ((suspended_at is null) = (suspension_reason is null));

-- Who watches something in an organization learns at once that it was suspended or deleted.
create trigger tell_suspension after update of suspended_at, deleted_at on organizations
  for each row execute function tell_change('access', 'id');

-- A person's first organization becomes their home.
create policy own_home on users for update to app_rw
  using (id = (select current_actor())) with check (id = (select current_actor()));
grant update (organization_id) on users to app_rw;

-- A person names an organization also by a slug that it had before.
create policy authentication on organization_slugs for select to app_auth using (true);
grant select (organization_id, slug, released_at) on organization_slugs to app_auth;

-- What is public of the organization that a name in an address leads to: its kind as well.
drop function find_organization_by_slug(text);
create function find_organization_by_slug(wanted text)
returns table (organization_id uuid, slug text, name text, kind text)
language sql stable security definer parallel safe rows 1
set search_path = public, pg_temp
as $$
  select o.id, o.slug, o.name, o.kind
  from organization_slugs s join organizations o on o.id = s.organization_id
  where s.slug = wanted and s.released_at is null and o.deleted_at is null
$$;
grant select (kind) on organizations to app_search;
grant execute on function find_organization_by_slug(text) to app_rw;
grant create on schema public to app_search;
alter function find_organization_by_slug(text) owner to app_search;
revoke create on schema public from app_search;
