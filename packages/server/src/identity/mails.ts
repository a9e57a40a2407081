import type { Services } from '../core/context.ts';
import { paragraphs, tokenText } from '../core/mail-text.ts';

type Send = (services: Services, to: string, token: string) => Promise<void>;

export const verification: Send = (services, to, token) =>
  services.mailer.send({
    to,
    subject: 'Verify your address',
    text: paragraphs(
      'Somebody signed up for SongTrackPro with this address. If it was you, verify the address within 24 hours:',
      tokenText(services.signIn, 'verify-email', token),
      'If it was not you, do nothing: without this the account cannot be used.',
    ),
  });

export const emailChange: Send = (services, to, token) =>
  services.mailer.send({
    to,
    subject: 'Confirm your new address',
    text: paragraphs(
      'This address is to become the one of a SongTrackPro account. If you asked for that, confirm it within 24 hours:',
      tokenText(services.signIn, 'confirm-email-change', token),
      'If you did not, do nothing.',
    ),
  });

export const passwordReset: Send = (services, to, token) =>
  services.mailer.send({
    to,
    subject: 'Set a new password',
    text: paragraphs(
      'Somebody asked for a new password of your SongTrackPro account. If it was you, set it within an hour:',
      tokenText(services.signIn, 'reset-password', token),
      'If it was not you, do nothing: your password stays as it is.',
    ),
  });

export const alreadySignedUp = (services: Services, to: string): Promise<void> =>
  services.mailer.send({
    to,
    subject: 'You have an account already',
    text: paragraphs(
      'Somebody tried to sign up for SongTrackPro with this address, which has an account.',
      'If it was you, sign in, or ask for a new password. If it was not you, do nothing: nothing was changed.',
    ),
  });

/** Tells a person what happened to their account, so that they notice what they did not do. */
export const notice = (services: Services, to: string, what: string): Promise<void> =>
  services.mailer.send({
    to,
    subject: 'Your SongTrackPro account was changed',
    text: paragraphs(what, 'If it was not you, reset your password at once; that ends every session.'),
  });
