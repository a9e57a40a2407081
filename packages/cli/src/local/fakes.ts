import type { FakeStripe } from '@songtrackpro/server/fakes';
import { commandPrefix } from '../terminal.ts';

export interface StartedFakes {
  /** Where the server finds them, as settings of the environment. */
  environment: Record<string, string>;
  /** What to say about them. */
  lines: string[];
  /** Where Stripe is played. */
  stripe: string;
  /** The time that it is for them. */
  clock: () => Date;
  /** Has Stripe tell a server what happens. */
  deliverTo(serverUrl: string): void;
  close(): Promise<void>;
}

const webhookSecret = 'whsec_fake';

/** Meta, Spotify and Stripe as servers of this machine. They forget everything when they end: begin anew afterwards. */
export async function startFakes(): Promise<StartedFakes> {
  const { startFakeMeta, startFakeSpotify, startFakeStripe } = await import('@songtrackpro/server/fakes');
  // One time for all of them and for the product, which a command moves on: else a grace that has run out there would not be
  // over here.
  const stripe: FakeStripe = await startFakeStripe({ signingClock: () => clock() });
  const clock = () => stripe.clock.now();
  const [meta, spotify] = await Promise.all([startFakeMeta({ now: clock }), startFakeSpotify({ now: clock })]);
  return {
    environment: {
      META_APP_ID: meta.app.appId,
      META_APP_SECRET: meta.app.appSecret,
      META_GRAPH_URL: meta.url,
      META_DIALOG_URL: meta.url,
      SPOTIFY_APP_ID: spotify.app.clientId,
      SPOTIFY_APP_SECRET: spotify.app.clientSecret ?? '',
      SPOTIFY_API_URL: spotify.url,
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      STRIPE_SECRET_KEY: stripe.settings.apiKey,
      STRIPE_WEBHOOK_SECRETS: webhookSecret,
      STRIPE_API_URL: stripe.url,
    },
    lines: [
      `Meta is played by ${meta.url}, with two ad accounts of 90 days`,
      `Spotify is played by ${spotify.url}`,
      `Stripe is played by ${stripe.url}, with the key ${stripe.settings.apiKey}`,
      'Connect Meta and Spotify with integrations.connect and open the address that it answers in a browser.',
      `Time moves on, for them and for SongTrackPro, by \`${commandPrefix} fakes advance --days 30\`.`,
    ],
    stripe: stripe.url,
    clock,
    deliverTo: (serverUrl) => {
      stripe.deliverTo(`${serverUrl}/v1/billing/stripe/events`, webhookSecret);
    },
    close: async () => {
      await Promise.all([meta.close(), spotify.close(), stripe.close()]);
    },
  };
}
