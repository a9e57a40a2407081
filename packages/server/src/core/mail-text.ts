import type { SignInSettings } from './sign-in-settings.ts';

/** The text of a mail: paragraphs with an empty line between them. */
export const paragraphs = (...texts: string[]): string => `${texts.join('\n\n')}\n`;

/** The page of the front end that takes the token, where there is a front end; the token itself in any case. */
export function tokenText({ appUrl }: Pick<SignInSettings, 'appUrl'>, page: string, token: string): string {
  if (appUrl === undefined) return `Token: ${token}`;
  return `${appUrl.replace(/\/+$/, '')}/${page}?token=${encodeURIComponent(token)}\n\nToken: ${token}`;
}
