import { dataOption } from '../local/data-folder.ts';
import { commandPrefix } from '../terminal.ts';

/** Where the server is, with which key, and three commands to copy. */
export function nextSteps(url: string, apiKey: string, dataDir: string): string[] {
  const data = dataOption(dataDir);
  return [
    `Serving at ${url}`,
    `API key    ${apiKey}`,
    '',
    'Try next, in another terminal:',
    `  ${commandPrefix} report${data}`,
    `  ${commandPrefix} import path/to/your-export.csv${data}`,
    `  curl -H 'Authorization: Bearer ${apiKey}' '${url}/trpc/reports.overview?input=%7B%7D'`,
    '',
    'Ctrl-C stops everything. The next start reuses the data.',
  ];
}
