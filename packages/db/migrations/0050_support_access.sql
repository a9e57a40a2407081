-- Support looks into an organization for hours, never for days.
alter table support_accesses add check (expires_at <= starts_at + interval '4 hours');

-- What the staff person watches there ends as soon as the access is ended.
create trigger tell_support_end after update of ended_at on support_accesses
  for each row execute function tell_change('access', 'staff_id');

-- Staff sees how an organization pays without being let into it.
grant select (trial_ends_at, current_period_end) on subscriptions to app_auth;
