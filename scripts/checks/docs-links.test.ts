import { expect, test } from 'vitest';
import { findBrokenLinks } from './docs-links.ts';

const files = ['README.md', 'docs/a.md', 'docs/errors/b.md', 'packages/db/README.md', 'packages/db/src/x.ts'];
const other = { path: 'docs/errors/b.md', text: '# Of `b`\n\n## Same\n\n## Same\n\n<a id="own"></a>\n' };
const faultsOf = (text: string) => findBrokenLinks([{ path: 'docs/a.md', text }, other], files);

test.each([
  ['[b](errors/c.md)', 'leads to no file'],
  ['[b](docs/errors/b.md)', 'leads to no file'],
  ['[b](errors/b.md#other)', 'leads to no heading'],
  ['[b](errors/b.md#same-2)', 'leads to no heading'],
  ['[here](#below)', 'leads to no heading'],
  ['![picture](picture.png)', 'leads to no file'],
  ['[b][1]\n\n[1]: errors/c.md', 'leads to no file'],
  ['[up](../../elsewhere.md)', 'leads to no file'],
  ['[served](/docs/errors)', 'begins at the root of a server'],
  ['[code](../packages/db/src/x.ts#part)', 'has an anchor in what is no page'],
  ['[nothing]()', 'is empty'],
  ['[b](errors/%zz.md)', 'is not encoded as an address'],
  ['[out](http://example.com)', 'is not https'],
  ['[out](https://example)', 'names no host'],
  ['[out](https://me:secret@example.com)', 'contains a password'],
  ['<https://>', 'is not an address'],
  ['[script](javascript:alert)', 'is not https'],
])('the link of %s %s', (text, fault) => {
  expect(faultsOf(text)).toEqual([expect.stringContaining(fault)]);
});

test.each([
  '[b](errors/b.md) and [its part](errors/b.md#of-b), [again](errors/b.md#same-1), [own](errors/b.md#own)',
  '# Head line, with `code` & more\n\n[here](#head-line-with-code--more)',
  '[folder](../packages/db), [root](..), [code](../packages/db/src/x.ts#L3)',
  '[out](https://example.com/a?b=c#d), [mail](mailto:mary@example.com), [here](http://localhost:8080)',
  '```md\n[gone](gone.md)\n```\n',
  'Write `[text](gone.md)` for a link.\n<!-- [gone](gone.md) -->',
  '[titled](errors/b.md "What it says")',
])('what %s says leads somewhere', (text) => {
  expect(faultsOf(text)).toEqual([]);
});
