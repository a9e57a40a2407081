-- Numbers come late: the worker also finds organizations whose campaigns are completed, while their goals may still be reached.
drop policy open_work on campaigns;
create policy open_work on campaigns for select to app_worker
  using (deleted_at is null and (status in ('active', 'paused', 'completed') or (status = 'draft' and scheduled)));
create policy open_work on campaign_goals for select to app_worker
  using (deleted_at is null and due_date is not null);
