import { z } from 'zod';

/**
 * A line of text that people read: trimmed, in Unicode's composed form (NFC), so that two spellings of é are one name.
 * Right-to-left scripts and emoji stay as they are.
 */
export const Line = (longest: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'must not be empty')
    .max(longest, `must not be longer than ${longest} characters`)
    // PostgreSQL text cannot hold NUL; refusing it here names the field.
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .refine((text) => text.isWellFormed(), 'must not contain half of a character (a lone surrogate)');
