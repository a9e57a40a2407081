export type { FakeClock } from './fake/fake-clock.ts';
export type { Fault, PlannedFault } from './fake/faults.ts';
export { type Consent, giveConsent } from './fake/give-consent.ts';
export { type FakeMeta, type FakeMetaOptions, startFakeMeta } from './meta/fake/fake-meta.ts';
export { type FakeSpotify, type FakeSpotifyOptions, startFakeSpotify } from './spotify/fake/fake-spotify.ts';
export { type FakeStripe, type FakeStripeOptions, startFakeStripe } from './stripe/fake/fake-stripe.ts';
