import { expect, test } from 'vitest';
import { compareDomainPages, compareIndex, pageOfDomain } from './domain-pages.ts';

test.each([
  ['webhooks', 'docs/webhooks.md'],
  ['apiKeys', 'docs/api-keys.md'],
  ['tracks', 'docs/catalogue.md'],
])('the domain %s has the page %s', (domain, page) => {
  expect(pageOfDomain(domain)).toBe(page);
});

test('a domain without a page, and a page that leads to no call, are found', () => {
  const pages = [
    { path: 'docs/doors.md', text: '[API](api.md#doors)' },
    { path: 'docs/locks.md', text: 'Locks.' },
  ];
  expect(compareDomainPages(['doors'], pages)).toEqual([]);
  expect(compareDomainPages(['locks', 'keys'], pages)).toEqual([
    expect.stringContaining("docs/locks.md doesn't lead"),
    expect.stringContaining('docs/keys.md is missing'),
  ]);
});

test('a page that the index of the docs does not name is found', () => {
  const paths = ['README.md', 'docs/README.md', 'docs/doors.md', 'docs/locks.md'];
  expect(compareIndex('[doors](doors.md)', paths)).toEqual(["docs/README.md doesn't name locks.md"]);
});
