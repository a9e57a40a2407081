import { Option } from 'commander';
import { parsePort, parseWord } from '../arguments/parse-value.ts';
import { commandPrefix } from '../terminal.ts';

/** Lines of a command's help, each as it is called. */
export const examples = (...lines: string[]) =>
  `\nExamples:\n${lines.map((line) => `  ${commandPrefix} ${line}`).join('\n')}`;

export const data = () =>
  new Option('--data <folder>', 'data folder; SONGTRACKPRO_DATA or .data of the checkout unless given').argParser(
    parseWord,
  );
export const port = () =>
  new Option('--port <number>', 'port to serve on; PORT or a free one unless given').argParser(parsePort);
