-- What an organization has of the things that its plan limits, and what its subscription at Stripe is like.

create domain billing_interval as text check (value in ('month', 'year'));

alter table subscriptions
  -- Stripe's own word, also one that nobody here knows; null for a subscription that the operator gave.
  add column stripe_status text check (length(stripe_status) between 1 and 100),
  add column stripe_price_id text check (length(stripe_price_id) between 1 and 255),
  add column billing_interval billing_interval,
  -- Until when an overdue payment leaves everything as it is; null for no end.
  add column grace_ends_at timestamptz,
  add column cancel_at_period_end boolean not null default false,
  add column cancel_at timestamptz,
  add column ended_at timestamptz,
  -- A trial is had once.
  add column trial_started_at timestamptz;

-- How much there is, whoever asks: a member who is restricted to some artists counts the others' too. It sees the rows of
-- the transaction's organization alone, because it runs as its caller. Volatile: after a lock it sees what others committed
-- meanwhile.
create function count_plan_resource(resource text) returns bigint
  language plpgsql volatile set app.artist_ids = '' as $$
begin
  return case resource
    when 'tracks' then (select count(*) from tracks
      where organization_id = current_organization() and deleted_at is null)
    when 'activeCampaigns' then (select count(*) from campaigns
      where organization_id = current_organization() and deleted_at is null
        and origin = 'manual' and status in ('draft', 'active', 'paused'))
    when 'integrations' then (select count(*) from integrations
      where organization_id = current_organization() and status <> 'disconnected')
    when 'scheduledReports' then (select count(*) from report_schedules
      where organization_id = current_organization() and enabled)
  end;
end
$$;

-- The same, while no other transaction of the organization can use any of it up.
create function hold_plan_resource(resource text) returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(current_organization()::text || ' ' || resource, 180));
  return count_plan_resource(resource);
end
$$;
grant execute on function count_plan_resource(text), hold_plan_resource(text) to app_rw;
