-- Tells server processes what changed, for those who watch it: a topic and an id, never a row. A change of access wakes
-- the watchers of a key or a person, so that what was revoked ends at once.
create function tell_change() returns trigger language plpgsql as $$
declare
  topic text := tg_argv[0];
  id_column text := tg_argv[1];
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  perform pg_notify('changes', topic || ' ' || (changed ->> id_column));
  return null;
end
$$;

create trigger tell_change after update on imports
  for each row execute function tell_change('imports', 'id');
create trigger tell_revocation after update of revoked_at, deleted_at, expires_at, overlap_until, scopes, allowed_ips on api_keys
  for each row execute function tell_change('access', 'id');
create trigger tell_membership after update or delete on organization_members
  for each row execute function tell_change('access', 'user_id');
create trigger tell_sign_out after delete on auth_sessions
  for each row execute function tell_change('access', 'user_id');
