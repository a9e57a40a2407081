-- What happens to a person's account is told to the audit of their home organization in the transaction that does it: the
-- role that signs people in adds such entries, and reads none. The worker, which deletes people, notes it with them.
create policy authentication on outbox for insert to app_auth with check (topic = 'audit');
grant insert on outbox to app_auth;

create policy worker on identity_events for insert to app_worker with check (true);
grant insert on identity_events to app_worker;
