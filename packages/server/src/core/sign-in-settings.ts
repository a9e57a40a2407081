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
}

export const defaultAttemptLimits: AttemptLimits = {
  perNetwork: 100,
  perAccountFromNetwork: 10,
  perAccount: 50,
  mailsPerAddress: 5,
};

export const socialProviderNames = ['google', 'spotify', 'facebook'] as const;
export type SocialProviderName = (typeof socialProviderNames)[number];

/** Client id and secret of each service that people may sign in with. */
export type SocialProviders = Partial<Record<SocialProviderName, { clientId: string; clientSecret: string }>>;
