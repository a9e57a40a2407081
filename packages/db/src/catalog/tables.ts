import type { PgTable } from 'drizzle-orm/pg-core';
import * as apiKeys from '../apiKeys/tables.ts';
import * as artists from '../artists/tables.ts';
import * as deliveries from '../audiences/delivery-tables.ts';
import * as audienceLists from '../audiences/list-tables.ts';
import * as audiences from '../audiences/tables.ts';
import * as billing from '../billing/tables.ts';
import * as ads from '../campaigns/ad-tables.ts';
import * as planning from '../campaigns/planning-tables.ts';
import * as platform from '../campaigns/platform-tables.ts';
import * as campaigns from '../campaigns/tables.ts';
import * as delivery from '../core/delivery-tables.ts';
import * as fxRates from '../fxRates/tables.ts';
import * as identity from '../identity/tables.ts';
import * as imports from '../imports/tables.ts';
import * as syncs from '../integrations/sync-tables.ts';
import * as integrations from '../integrations/tables.ts';
import * as limits from '../limits/tables.ts';
import * as live from '../live/tables.ts';
import * as notifications from '../notifications/tables.ts';
import * as access from '../organizations/access-tables.ts';
import * as purges from '../organizations/purge-tables.ts';
import * as organizations from '../organizations/tables.ts';
import * as reports from '../reports/tables.ts';
import * as dismissals from '../tracks/dismissal-tables.ts';
import * as merges from '../tracks/merge-tables.ts';
import * as tracks from '../tracks/tables.ts';
import * as webhooks from '../webhooks/tables.ts';

/** Every table that the code knows. One that is missing here and in the database differs from the catalog. */
export const declaredTables: readonly PgTable[] = [
  organizations.users,
  organizations.organizations,
  organizations.organizationMembers,
  organizations.invitations,
  ...Object.values(access),
  purges.purgedOrganizations,
  ...Object.values(identity),
  billing.subscriptions,
  billing.invoices,
  billing.invoiceLines,
  billing.meteredHours,
  billing.paymentMethods,
  billing.stripeEvents,
  limits.planUse,
  artists.artists,
  tracks.tracks,
  merges.catalogueMerges,
  dismissals.duplicateDismissals,
  live.liveChanges,
  campaigns.adAccounts,
  campaigns.campaigns,
  campaigns.campaignGoals,
  ...Object.values(planning),
  platform.platformChanges,
  ads.adSets,
  ads.ads,
  ...Object.values(integrations),
  syncs.adAccountSyncs,
  audiences.audiences,
  audiences.audienceInsights,
  ...Object.values(audienceLists),
  deliveries.audienceDeliveries,
  apiKeys.apiKeys,
  ...Object.values(notifications),
  imports.imports,
  fxRates.fxRates,
  imports.importMappings,
  ...Object.values(reports),
  ...Object.values(delivery),
  ...Object.values(webhooks),
];
