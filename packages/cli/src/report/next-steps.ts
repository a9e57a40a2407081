import { commandPrefix } from '../terminal.ts';

/** Where the server is, with which key, and three commands to copy. */
export function nextSteps(url: string, apiKey: string, serverOption: string): string[] {
  return [
    `Serving at ${url}`,
    `API key    ${apiKey}`,
    '',
    'Try next, in another terminal:',
    `  ${commandPrefix} report${serverOption}`,
    `  ${commandPrefix} import path/to/your-export.csv${serverOption}`,
    `  curl -H 'Authorization: Bearer ${apiKey}' '${url}/trpc/reports.overview?input=%7B%7D'`,
    '',
    'Ctrl-C stops everything. The next start reuses the data.',
  ];
}
