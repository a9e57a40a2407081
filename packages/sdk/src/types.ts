// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type * from './types/apiKeys.ts';
export type * from './types/artists.ts';
export type * from './types/audiences.ts';
export type * from './types/audit.ts';
export type * from './types/billing.ts';
export type * from './types/campaigns.ts';
export type * from './types/errors.ts';
export type * from './types/events.ts';
export type * from './types/fxRates.ts';
export type * from './types/goals.ts';
export type * from './types/identity.ts';
export type * from './types/imports.ts';
export type * from './types/integrations.ts';
export type * from './types/invitations.ts';
export type * from './types/metrics.ts';
export type * from './types/notifications.ts';
export type * from './types/organizations.ts';
export type * from './types/reports.ts';
export type * from './types/tracks.ts';
export type * from './types/webhooks.ts';
