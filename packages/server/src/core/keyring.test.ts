import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keyring, localTokenKeys, type Place, SealError } from './keyring.ts';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const place: Place = { organizationId: 'o', row: 'integration i', field: 'access_token' };
const reasonOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof SealError) return error.reason;
    throw error;
  }
  return 'opened';
};

test('any text comes back from the place that it was sealed for', () => {
  const keyring = new Keyring(newKey('a'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = keyring.seal(text, place);
      expect(sealed).toMatch(/^v1\.a\.[\w-]+$/);
      expect(keyring.open(sealed, place)).toBe(text);
    }),
  );
});

test('the same text is sealed differently each time, and nothing of it is to be seen', () => {
  const keyring = new Keyring(newKey('a'));
  const token = 'EAA-a-token-that-nobody-may-see';
  const [first, second] = [keyring.seal(token, place), keyring.seal(token, place)];
  expect(first).not.toBe(second);
  for (const sealed of [first, second]) {
    expect(sealed).not.toContain(token);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(token);
  }
});

test('in another row, column or organization it does not open', () => {
  const keyring = new Keyring(newKey('a'));
  const sealed = keyring.seal('token', place);
  for (const other of [{ organizationId: 'p' }, { row: 'integration j' }, { field: 'refresh_token' }])
    expect(reasonOf(() => keyring.open(sealed, { ...place, ...other }))).toBe('damaged');
});

test('a text of which any part was changed does not open', () => {
  const keyring = new Keyring(newKey('a'));
  const sealed = keyring.seal('token', place);
  const bytes = Buffer.from(sealed.slice('v1.a.'.length), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(reasonOf(() => keyring.open(`v1.a.${changed.toString('base64url')}`, place))).toBe('damaged');
  }
  for (const cut of ['v1.a.', 'v1.a', sealed.slice(0, -4)])
    expect(reasonOf(() => keyring.open(cut, place))).toBe('damaged');
});

test('a new key put first seals, and the old one still opens until it is taken out', () => {
  const [old, fresh] = [newKey('old'), newKey('new')];
  const sealed = new Keyring(old).seal('token', place);
  const both = new Keyring(`${fresh},${old}`);
  expect(both.open(sealed, place)).toBe('token');
  expect(both.seal('token', place)).toMatch(/^v1\.new\./);
  expect(reasonOf(() => new Keyring(fresh).open(sealed, place))).toBe('key_missing');
});

test('another key under the same id does not open', () => {
  const sealed = new Keyring(newKey('a')).seal('token', place);
  expect(reasonOf(() => new Keyring(newKey('a')).open(sealed, place))).toBe('damaged');
});

test('a machine of its own has a key that follows from its secret', () => {
  const sealed = new Keyring(localTokenKeys('secret')).seal('token', place);
  expect(new Keyring(localTokenKeys('secret')).open(sealed, place)).toBe('token');
  expect(reasonOf(() => new Keyring(localTokenKeys('other')).open(sealed, place))).toBe('damaged');
  expect(() => new Keyring('')).toThrow('TOKEN_KEYS');
});
