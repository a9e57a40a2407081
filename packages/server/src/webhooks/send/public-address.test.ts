import { expect, test } from 'vitest';
import { guardedLookup, PrivateAddressError } from './guarded-lookup.ts';
import { addressOf, isPublicAddress } from './public-address.ts';

test.each([
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['this machine', '0.0.0.0', '0.1.2.3', '::'],
  ['private networks', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  ['links and their metadata', '169.254.169.254', 'fe80::1', 'fd00:ec2::254'],
  ['networks of providers', '100.64.0.1', '192.0.0.192', '198.18.0.1'],
  ['multicast and broadcast', '224.0.0.1', '255.255.255.255', 'ff02::1'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'],
  ['IPv4 in the clothes of IPv6', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '::ffff:0:127.0.0.1'],
  ['translated IPv4', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:7f00:1::'],
  ['what was given up', 'fec0::1', '5f00::1'],
  ['what is no address', 'localhost', '', '1.2.3.4.5'],
])('addresses of %s are not public', (_, ...addresses) => {
  expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
});

test('addresses of the Internet are public, also an IPv4 address that is written as IPv6', () => {
  const addresses = ['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test.each(['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://0177.0.0.1/', 'http://[::ffff:7f00:1]/'])(
  'an address is recognised however a URL writes it: %s',
  (url) => {
    const address = addressOf(new URL(url).hostname);
    expect(address).not.toBeNull();
    expect(isPublicAddress(address ?? '1.1.1.1')).toBe(false);
  },
);

type Resolve = NonNullable<Parameters<typeof guardedLookup>[0]>;

/** Answers these addresses, as a name server does that somebody else runs. */
const answering = (...addresses: string[]) =>
  ((_: string, __: object, answer: (error: null, found: { address: string; family: number }[]) => void) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as Resolve;

const lookUp = (resolve: Resolve, all: boolean) =>
  new Promise((answered) => {
    guardedLookup(resolve)('name.example', { all }, (error, address) => answered(error ?? address));
  });

test('a name is refused where one of its addresses is not public', async () => {
  for (const all of [true, false]) {
    expect(await lookUp(answering('1.1.1.1', '127.0.0.1'), all)).toBeInstanceOf(PrivateAddressError);
    expect(await lookUp(answering('2606:4700::1111', '::ffff:10.0.0.1'), all)).toBeInstanceOf(PrivateAddressError);
    expect(await lookUp(answering(), all)).toBeInstanceOf(PrivateAddressError);
  }
});

test('a connection is made to the address that was looked at', async () => {
  expect(await lookUp(answering('1.1.1.1', '1.0.0.1'), false)).toBe('1.1.1.1');
  expect(await lookUp(answering('1.1.1.1'), true)).toEqual([{ address: '1.1.1.1', family: 4 }]);
});
