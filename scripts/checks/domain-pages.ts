import type { TextFile } from './repository.ts';

/**
 * Pages that are called otherwise than their domain. Every other domain’s page is its name in small letters with hyphens:
 * `apiKeys` has `docs/api-keys.md`.
 */
const otherPages: Readonly<Record<string, string>> = {
  identity: 'authentication',
  invitations: 'organizations',
  artists: 'catalogue',
  tracks: 'catalogue',
  audit: 'audit-trail',
};

export const pageOfDomain = (domain: string): string =>
  `docs/${otherPages[domain] ?? domain.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;

/** Domains without a page, and pages that don’t lead to their part of the API page. */
export function compareDomainPages(domains: readonly string[], pages: readonly TextFile[]): string[] {
  const texts = new Map(pages.map(({ path, text }) => [path, text]));
  return domains.flatMap((domain) => {
    const page = pageOfDomain(domain);
    const text = texts.get(page);
    if (text === undefined) return [`${page} is missing: the domain ${domain} needs a page with its rules`];
    if (text.startsWith('<!-- Made from ')) return [];
    return text.includes('](api.md') ? [] : [`${page} doesn't lead to the calls of ${domain} on the API page`];
  });
}

/** Pages directly in `docs` that the index doesn’t name. */
export function compareIndex(index: string, paths: readonly string[]): string[] {
  return paths
    .filter((path) => /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md')
    .map((path) => path.slice('docs/'.length))
    .filter((path) => !index.includes(`](${path})`) && !index.includes(`](${path}#`))
    .map((path) => `docs/README.md doesn't name ${path}`);
}
