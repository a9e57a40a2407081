-- Who invited is told when an invitation expires: the worker finds open ones that have, and tells as their own tenant.
create policy open_work on invitations for select to app_worker using (accepted_at is null and revoked_at is null);
grant select (organization_id, invited_by, expires_at, accepted_at, revoked_at) on invitations to app_worker;
