-- That a key was used is no change of the key: the time of its last change stays.
drop trigger set_updated_at on api_keys;
create trigger set_updated_at before update of name, scopes, allowed_ips, expires_at, overlap_until, revoked_at, deleted_at,
  version on api_keys for each row execute function set_updated_at();
