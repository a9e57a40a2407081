import { type Command, Option } from 'commander';
import { parseCount, parsePort, parseWord } from '../arguments/parse-value.ts';
import { commandPrefix } from '../terminal.ts';

/** Lines of a command's help, each as it is called. */
export const examples = (...lines: string[]) =>
  `\nExamples:\n${lines.map((line) => `  ${commandPrefix} ${line}`).join('\n')}`;

export const data = () =>
  new Option('--data <folder>', 'data folder; SONGTRACKPRO_DATA or .data of the checkout unless given').argParser(
    parseWord,
  );

/** The options of every command that asks a server, whichever it is. */
export const addServerOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--profile <name>', 'the server and key that `login` stored by this name').argParser(parseWord),
    )
    .addOption(
      new Option('--organization <slug>', 'work in this organization of the person who is signed in').argParser(
        parseWord,
      ),
    )
    .addOption(data());

export const limit = (preset: number) =>
  new Option('--limit <number>', 'how many at most').argParser(parseCount(1_000_000)).default(preset);

export const port = () =>
  new Option('--port <number>', 'port to serve on; PORT or a free one unless given').argParser(parsePort);
