-- A person's own open invitations are found by their address, before any organization is known.
create index invitations_email_idx on invitations (email, id) where accepted_at is null and revoked_at is null;
