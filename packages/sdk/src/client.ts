import { ApiKeys } from './apiKeys.ts';
import { Artists } from './artists.ts';
import { Audiences } from './audiences.ts';
import { Audit } from './audit.ts';
import { Billing } from './billing.ts';
import { Campaigns } from './campaigns.ts';
import { createTransport } from './core/call.ts';
import type { ClientOptions } from './core/options.ts';
import { Events } from './events.ts';
import { FxRates } from './fxRates.ts';
import { Goals } from './goals.ts';
import { Identity } from './identity.ts';
import { Imports } from './imports.ts';
import { Integrations } from './integrations.ts';
import { Invitations } from './invitations.ts';
import { Metrics } from './metrics.ts';
import { Notifications } from './notifications.ts';
import { Organizations } from './organizations.ts';
import { Reports } from './reports.ts';
import { Tracks } from './tracks.ts';
import { Webhooks } from './webhooks.ts';

/**
 * A client of one SongTrackPro server, as one organization.
 *
 * @example
 * const client = new SongTrackPro({ apiKey: 'stp_dev_…', baseUrl: 'http://127.0.0.1:4000' });
 * const { organization } = await client.organizations.me();
 */
export class SongTrackPro {
  readonly identity: Identity;
  readonly organizations: Organizations;
  readonly invitations: Invitations;
  readonly apiKeys: ApiKeys;
  readonly audit: Audit;
  readonly billing: Billing;
  readonly artists: Artists;
  readonly tracks: Tracks;
  readonly campaigns: Campaigns;
  readonly goals: Goals;
  readonly audiences: Audiences;
  readonly integrations: Integrations;
  readonly notifications: Notifications;
  readonly imports: Imports;
  readonly metrics: Metrics;
  readonly events: Events;
  readonly fxRates: FxRates;
  readonly reports: Reports;
  readonly webhooks: Webhooks;

  constructor(options: ClientOptions) {
    const transport = createTransport(options);
    this.identity = new Identity(transport);
    this.organizations = new Organizations(transport);
    this.invitations = new Invitations(transport);
    this.apiKeys = new ApiKeys(transport);
    this.audit = new Audit(transport);
    this.billing = new Billing(transport);
    this.artists = new Artists(transport);
    this.tracks = new Tracks(transport);
    this.campaigns = new Campaigns(transport);
    this.goals = new Goals(transport);
    this.audiences = new Audiences(transport);
    this.integrations = new Integrations(transport);
    this.notifications = new Notifications(transport);
    this.imports = new Imports(transport);
    this.metrics = new Metrics(transport);
    this.events = new Events(transport);
    this.fxRates = new FxRates(transport);
    this.reports = new Reports(transport);
    this.webhooks = new Webhooks(transport);
  }
}
