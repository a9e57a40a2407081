import { createHash } from 'node:crypto';
import type { ListField } from '@songtrackpro/contracts';

/** A text in the form that is hashed, or what is wrong with it, in words that don't repeat it. */
export type Normalised = { text: string } | { fault: string };

const email = (raw: string): Normalised => {
  const text = raw.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? { text } : { fault: 'is not an e-mail address' };
};

/** Digits with the country code and nothing before it; `00` is what some dial instead of `+`. */
const phone = (raw: string): Normalised => {
  if (/[^\d\s()+./-]/.test(raw)) return { fault: 'contains more than a phone number' };
  const digits = raw.replaceAll(/\D/g, '');
  if (/^0[^0]/.test(digits)) return { fault: 'lacks the country code; write for example +49 171 1234567' };
  const text = digits.replace(/^0+/, '');
  return text.length >= 7 && text.length <= 15 ? { text } : { fault: 'must have 7 to 15 digits' };
};

const name = (raw: string): Normalised => {
  const text = raw
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? { fault: 'contains no letters' } : { text };
};

const country = (raw: string): Normalised => {
  const text = raw.trim().toLowerCase();
  return /^[a-z]{2}$/.test(text) ? { text } : { fault: 'must be a code of two letters, for example DE' };
};

/** Of the United States the first five digits. */
const postalCode = (raw: string): Normalised => {
  const text = raw.toLowerCase().replaceAll(/\s/g, '');
  if (!/^[\p{L}\p{N}-]+$/u.test(text)) return { fault: 'is not a postal code' };
  return { text: /^\d{5}-?\d{4}$/.test(text) ? text.slice(0, 5) : text.replaceAll('-', '') };
};

/** By the ad platform's rules for matching people. */
export const normalise: Readonly<Record<ListField, (raw: string) => Normalised>> = {
  email,
  phone,
  firstName: name,
  lastName: name,
  postalCode,
  country,
};

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
