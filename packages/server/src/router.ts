import { apiKeysEndpoints } from './apiKeys/router.ts';
import { artistsEndpoints } from './artists/router.ts';
import { audiencesEndpoints } from './audiences/router.ts';
import { auditEndpoints } from './audit/router.ts';
import { billingEndpoints } from './billing/router.ts';
import { campaignsEndpoints } from './campaigns/router.ts';
import { eventsEndpoints } from './events/router.ts';
import { fxRatesEndpoints } from './fxRates/router.ts';
import { goalsEndpoints } from './goals/router.ts';
import { identityEndpoints } from './identity/router.ts';
import { importsEndpoints } from './imports/router.ts';
import { integrationsEndpoints } from './integrations/router.ts';
import { invitationsEndpoints } from './invitations/router.ts';
import { metricsEndpoints } from './metrics/router.ts';
import { notificationsEndpoints } from './notifications/router.ts';
import { organizationsEndpoints } from './organizations/router.ts';
import { reportsEndpoints } from './reports/router.ts';
import { tracksEndpoints } from './tracks/router.ts';
import { webhooksEndpoints } from './webhooks/router.ts';

/** Every domain of the API; each face (tRPC, plain HTTP, docs) is made from this list. */
export const domains = [
  identityEndpoints,
  organizationsEndpoints,
  invitationsEndpoints,
  apiKeysEndpoints,
  auditEndpoints,
  billingEndpoints,
  artistsEndpoints,
  tracksEndpoints,
  campaignsEndpoints,
  goalsEndpoints,
  audiencesEndpoints,
  integrationsEndpoints,
  notificationsEndpoints,
  importsEndpoints,
  metricsEndpoints,
  eventsEndpoints,
  fxRatesEndpoints,
  reportsEndpoints,
  webhooksEndpoints,
];
