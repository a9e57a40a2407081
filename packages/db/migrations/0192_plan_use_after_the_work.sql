-- What an organization has of a thing that its plan limits, as others see it: asked over a connection of its own, it tells
-- what was there before the transaction that asks. It sees the rows of that organization alone.
create function count_committed_resource(organization uuid, resource text) returns bigint language plpgsql volatile as $$
begin
  perform set_config('app.organization_id', organization::text, true);
  return count_plan_resource(resource);
end
$$;
grant execute on function count_committed_resource(uuid, text) to app_rw;
