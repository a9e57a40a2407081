import { canonicalJson } from '@songtrackpro/contracts/canonical-json';
import type { ReportContent } from './types.ts';

/**
 * The hash of what a report says, computed where the report was received: SHA-256, in hexadecimal, of the canonical JSON
 * (RFC 8785) of its content. It is the report's `contentHash`, unless somebody changed either.
 *
 * @example
 * const { content, contentHash } = await client.reports.get({ id });
 * console.log((await reportContentHash(content)) === contentHash);
 */
export async function reportContentHash(content: ReportContent): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(content));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
