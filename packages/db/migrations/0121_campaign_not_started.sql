-- People are told of a scheduled campaign whose day has come while it lacks something.
alter domain notification_kind drop constraint notification_kind_check;
alter domain notification_kind add constraint notification_kind_check check (value in (
  'campaign_started', 'campaign_not_started', 'campaign_ended', 'goal_reached', 'budget_threshold', 'integration_attention',
  'import_finished', 'invitation', 'payment_failed', 'report_ready', 'sync_failed'));
