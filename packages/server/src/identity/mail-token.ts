import { z } from 'zod';

const Claims = z.object({ email: z.string(), updateTo: z.string().optional(), userId: z.string().optional() });

/** What a token of the sign-in library says; whether it is genuine is the library’s to check. */
export function readVerification(token: string): {
  email: string | null;
  newEmail: string | null;
  userId: string | null;
} {
  try {
    const claims = Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
    return { email: claims.email, newEmail: claims.updateTo ?? null, userId: claims.userId ?? null };
  } catch {
    return { email: null, newEmail: null, userId: null };
  }
}
