import { AppError } from '../core/app-error.ts';
import type { WebhookSettings } from '../core/webhook-settings.ts';
import { addressOf, isPublicAddress } from './send/public-address.ts';

const refuse = (message: string) => new AppError('invalid_input', { details: { fields: [{ path: 'url', message }] } });

/**
 * The address as it is kept, written out. What a name leads to is looked at before each attempt; an address that is written
 * as one is refused here already.
 */
export function checkUrl({ allowHttp, allowPrivate }: WebhookSettings, url: string): string {
  const { protocol, hostname, href } = new URL(url);
  if (protocol !== 'https:' && !allowHttp) throw refuse('must be an https address');
  const address = addressOf(hostname);
  if (address !== null && !allowPrivate && !isPublicAddress(address)) throw refuse('must be a public address');
  return href;
}
