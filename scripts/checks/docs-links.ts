import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { TextFile } from './repository.ts';

const fences = /^( *)(```|~~~).*?^\1\2/gms;
const inlineCode = /`[^`\n]+`/g;
const comments = /<!--.*?-->/gs;
/** `[text](target "title")`, pictures as well; a target with spaces stands in `<…>`. */
const inlineLink = /\]\(\s*(?:<([^>\n]*)>|([^)\s]*))(?:\s+"[^"\n]*")?\s*\)/g;
/** `[label]: target` on a line of its own. */
const definition = /^ {0,3}\[[^\]\n]+\]: *<?([^\s>]+)/gm;
const autolink = /<([a-z][a-z+.-]*:[^>\s]+)>/gi;
const heading = /^#{1,6} +(.*?)(?: +#+)?$/gm;
const named = /<[a-z]+ [^>]*\b(?:id|name)="([^"]+)"/gi;

const proseOf = (text: string): string => text.replace(fences, '').replace(comments, '');

/** A heading as it is read: without the marks of code, links and emphasis. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .trim();

/** Anchors of a page: of its headings, as GitHub makes them, and those that it names itself. */
function anchorsOf(text: string): Set<string> {
  const slugger = new GithubSlugger();
  const prose = proseOf(text);
  const ofHeadings = [...prose.matchAll(heading)].map(([, title = '']) => slugger.slug(plain(title)));
  const own = [...prose.matchAll(named)].map(([, name = '']) => name);
  return new Set([...ofHeadings, ...own]);
}

function linksOf(text: string): string[] {
  const prose = proseOf(text).replace(inlineCode, '');
  return [
    ...[...prose.matchAll(inlineLink)].map(([, inBrackets, bare]) => inBrackets ?? bare ?? ''),
    ...[...prose.matchAll(definition)].map(([, target = '']) => target),
    ...[...prose.matchAll(autolink)].map(([, target = '']) => target),
  ];
}

const isExternal = (target: string): boolean => /^[a-z][a-z+.-]*:/i.test(target);

/** What is wrong with the form of an address outside; it is never fetched. */
function externalFault(target: string): string | null {
  if (/^mailto:[^@\s]+@[^@\s.]+\.[^@\s]+$/.test(target)) return null;
  const url = URL.parse(target);
  if (url === null) return 'is not an address';
  const isHere = ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return 'is not https';
  if (!isHere && !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(url.hostname)) return 'names no host';
  return url.username !== '' || url.password !== '' ? 'contains a password' : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Links of pages that lead to no file or to no heading, seen from the page as a reader follows them. */
export function findBrokenLinks(pages: readonly TextFile[], files: readonly string[]): string[] {
  const known = new Set(files);
  for (const file of files)
    for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) known.add(folder);
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));

  const faultOf = (page: string, target: string): string | null => {
    if (target === '') return 'is empty';
    if (isExternal(target)) return externalFault(target);
    if (target.startsWith('/')) return 'begins at the root of a server';
    const [path = '', fragment] = target.split('#', 2).map(decoded);
    if (path === null || fragment === null) return 'is not encoded as an address';
    const file = path === '' ? page : posix.join(posix.dirname(page), path).replace(/\/$/, '');
    if (!known.has(file) && file !== '.') return 'leads to no file';
    if (fragment === undefined) return null;
    const there = anchors.get(file);
    if (there === undefined) return /^L\d+(-L\d+)?$/.test(fragment) ? null : 'has an anchor in what is no page';
    return there.has(fragment) ? null : 'leads to no heading';
  };
  return pages.flatMap(({ path, text }) =>
    [...new Set(linksOf(text))].flatMap((target) => {
      const fault = faultOf(path, target);
      return fault === null ? [] : [`${path}: the link ${target || '()'} ${fault}`];
    }),
  );
}
