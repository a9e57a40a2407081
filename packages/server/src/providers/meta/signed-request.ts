import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const Payload = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  user_id: z.string().min(1).max(100),
  issued_at: z.number().int(),
});

/** What Meta tells when a person removes the app, or wants their data deleted. */
export interface SignedRequest {
  userId: string;
  issuedAt: Date;
}

/** Reads `<signature>.<payload>`, both base64url; null where Meta did not sign it. */
export function readSignedRequest(text: string, appSecret: string): SignedRequest | null {
  const [signature = '', payload = '', ...rest] = text.split('.');
  if (rest.length > 0) return null;
  const expected = createHmac('sha256', appSecret).update(payload).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    const { user_id, issued_at } = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return { userId: user_id, issuedAt: new Date(issued_at * 1000) };
  } catch {
    return null;
  }
}
