import { type Environment, socialServices } from './environment.ts';
import type { Origins } from './session-cookie.ts';

/** Attempts in a quarter of an hour, and in an hour, before the next one has to wait. */
export interface AttemptLimits {
  /** Of one address of the network. */
  perNetwork: number;
  /** Of one address of the network against one account. */
  perAccountFromNetwork: number;
  /** Against one account, wherever from. */
  perAccount: number;
  /** Mails to one address: sign-up, verification, reset. */
  mailsPerAddress: number;
  /** Mails with invitations that one organization sends. */
  invitationsPerOrganization: number;
}

const defaultAttemptLimits: AttemptLimits = {
  perNetwork: 100,
  perAccountFromNetwork: 10,
  perAccount: 50,
  mailsPerAddress: 5,
  invitationsPerOrganization: 100,
};

export type SocialService = Lowercase<(typeof socialServices)[number]>;

/** Client id and secret of each service that people may sign in with. */
export type SocialProviders = Partial<Record<SocialService, { clientId: string; clientSecret: string }>>;

/** How people sign in to this installation. */
export interface SignInSettings {
  origins: Origins;
  /** Address of the front end that mails lead to; without one they carry tokens alone. */
  appUrl: string | undefined;
  limits: AttemptLimits;
  social: SocialProviders;
  /** Signs what the sign-in library makes. */
  secret: string;
}

/** The settings of an environment. */
export function readSignInSettings(given: Partial<Environment>): Omit<SignInSettings, 'secret' | 'origins'> {
  const social = socialServices.flatMap((service) => {
    const [clientId, clientSecret] = [given[`${service}_CLIENT_ID`], given[`${service}_CLIENT_SECRET`]];
    if (clientId === undefined || clientSecret === undefined) return [];
    return [[service.toLowerCase(), { clientId, clientSecret }] as const];
  });
  return {
    appUrl: given.APP_URL,
    limits: defaultAttemptLimits,
    social: Object.fromEntries(social),
  };
}
