-- What people do with their own account runs on the connections of the sign-in, so its answers are kept there as well.
create policy authentication on personal_answers to app_auth using (true) with check (true);
grant select, insert, update, delete on personal_answers to app_auth;
