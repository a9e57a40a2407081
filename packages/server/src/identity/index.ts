export { limitInvitations, limitTokens } from './limit-attempts.ts';
export { makeVerifiedPerson } from './make-verified-person.ts';
export { mountSocialSignIn } from './social-sign-in.ts';
