// The pages docs/errors/<code>.md and the table of docs/errors.md, made from the catalogue. Run as a program, it reads that page
// and prints all of them by their path, as JSON (script `docs`).
import type { z } from 'zod';
import { type ErrorCode, errorCatalogue, errorCodes, errorDetails, errorGuide, isRepeatedBySdk } from '../src/index.ts';
import { TypeCollector } from './collect-types.ts';
import { renderFields } from './render-fields.ts';
import { renderTable } from './render-table.ts';

const made =
  '<!-- Made from the catalogue by `npx -y pnpm@12 --filter @songtrackpro/contracts run docs`; a test compares the two. -->';

function renderDetails(code: ErrorCode): string[] {
  const schema = Object.entries<z.ZodType>(errorDetails).find(([of]) => of === code)?.[1];
  if (schema === undefined) return ['This code has none.'];
  const types = new TypeCollector();
  const details = types.add(schema, 'output', false);
  const inner = types.types().flatMap((type) => [`### ${type.name}`, renderFields(type.schema)]);
  return [renderFields(details.schema), ...inner];
}

function renderExample(code: ErrorCode): string {
  const { status, rpc, message } = errorCatalogue[code];
  const { details } = errorGuide[code];
  const data = {
    code,
    httpStatus: status,
    requestId: '0b0c5a52-6f4e-4f0a-9d0c-0a8f7f1f2c11',
    ...(details && { details }),
    documentationUrl: `/docs/errors/${code}`,
  };
  return `\`\`\`json\n${JSON.stringify({ error: { code: rpc, message, data } }, null, 2)}\n\`\`\``;
}

const hopeOf = ({ retry }: { retry: boolean }) =>
  retry ? 'The same call may succeed later.' : 'The same call is answered in the same way again.';

/** The page of one code. */
export function renderErrorPage(code: ErrorCode): string {
  const entry = errorCatalogue[code];
  const { meaning, action, see } = errorGuide[code];
  const sdk = isRepeatedBySdk(code) ? 'The SDK sends the call again by itself.' : 'The SDK does not repeat the call.';
  const parts = [
    made,
    `# ${code}`,
    `Answered with the status ${entry.status}. ${hopeOf(entry)} ${sdk}`,
    '## What it means',
    meaning,
    '## What to do',
    see === undefined ? action : `${action} More in [${see.text}](../${see.page}).`,
    '## Details',
    ...renderDetails(code),
    '## Example',
    renderExample(code),
    'All codes are in [errors](../errors.md).',
  ];
  return `${parts.join('\n\n')}\n`;
}

const begin = '<!-- codes: made from the catalogue -->';
const end = '<!-- end of codes -->';

function renderCodes(): string {
  const rows = errorCodes.map((code) => {
    const { meaning, action, see } = errorGuide[code];
    const more = see === undefined ? '' : ` See [${see.text}](${see.page}).`;
    return [`\`${code}\``, String(errorCatalogue[code].status), meaning, `${action}${more} [Page](errors/${code}.md)`];
  });
  return renderTable(['Code', 'Status', 'Meaning', 'What to do'], rows);
}

/** The page of all errors with its table made anew; what is said around it stays. */
export function withCodes(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/errors.md lacks “${begin}” or “${end}”`);
  return `${page.slice(0, from)}${begin}\n\n${renderCodes()}\n\n${page.slice(to)}`;
}

async function readInput(): Promise<string> {
  let page = '';
  for await (const part of process.stdin.setEncoding('utf8')) page += part;
  return page;
}

if (import.meta.main) {
  const pages = errorCodes.map((code) => [`errors/${code}.md`, renderErrorPage(code)]);
  process.stdout.write(JSON.stringify({ ...Object.fromEntries(pages), 'errors.md': withCodes(await readInput()) }));
}
