// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type PlanResource =
  | 'members'
  | 'tracks'
  | 'activeCampaigns'
  | 'integrations'
  | 'scheduledReports'
  | 'eventsPerMonth';

export type PlanTier = 'free' | 'starter' | 'professional' | 'enterprise';
