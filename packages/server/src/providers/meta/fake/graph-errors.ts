import { randomBytes } from 'node:crypto';

export interface GraphErrorText {
  code: number;
  subcode?: number;
  message?: string;
  type?: string;
  transient?: boolean;
  status?: number;
  headers?: Record<string, string>;
}

const throttle = (from: string) =>
  `There have been too many calls ${from}. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.`;

/** What Meta says with a code, where it is known. */
const messages: Record<string, string> = {
  '1': 'An unknown error occurred',
  '2': 'An unexpected error has occurred. Please retry your request later.',
  '4': '(#4) Application request limit reached',
  '10': '(#10) Application does not have permission for this action',
  '17': '(#17) User request limit reached',
  '32': '(#32) Page request limit reached',
  '100': '(#100) Invalid parameter',
  '102': 'Session key invalid or no longer valid',
  '190': 'Error validating access token: The session is invalid.',
  '190/458': 'Error validating access token: The user has not authorized application.',
  '190/460':
    'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  '190/463': 'Error validating access token: Session has expired.',
  '200': 'Permissions error',
  '341': 'Application limit reached',
  '368': 'The action attempted has been deemed abusive or is otherwise disallowed',
  '613': '(#613) Calls to this api have exceeded the rate limit.',
  '2635': '(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version.',
  '80000': `(#80000) ${throttle('from this ad-account')}`,
  '80003': `(#80003) ${throttle('to this ad-account')}`,
  '80004': `(#80004) ${throttle('to this ad-account')}`,
};

/** The body of a refusal as Meta writes it. */
export function graphErrorBody({ code, subcode, message, type, transient }: GraphErrorText) {
  return {
    error: {
      message: message ?? messages[`${code}/${subcode}`] ?? messages[code] ?? `(#${code}) Refused`,
      type: type ?? 'OAuthException',
      ...(transient !== undefined && { is_transient: transient }),
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      fbtrace_id: `A${randomBytes(17).toString('base64url')}`,
    },
  };
}

/** Thrown by the fake's handlers and answered by the one place that knows how. */
export class GraphRefusal extends Error {
  readonly refusal: GraphErrorText;

  constructor(refusal: GraphErrorText) {
    super(refusal.message ?? `code ${refusal.code}`);
    this.refusal = refusal;
  }
}
