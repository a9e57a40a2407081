import { type Command, Option } from 'commander';
import { parseHours, parseId, parseWord, parseWords } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { addServerOptions, data, examples, limit } from './options.ts';

const load = () => import('../commands/api-keys.ts');

/** `keys`: those of programs, and the operator's that seal tokens. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('API keys of an organization; and for who operates a server, the keys that seal tokens.');
  addServerOptions(keys.command('list').description('Print API keys, newest first, ended ones too.'))
    .addOption(limit(100))
    .option('--json', 'print a line of JSON for each')
    .action((options) => orExplain(async () => (await load()).listKeys(options)));
  addServerOptions(keys.command('create').description('Make an API key; it alone goes to standard output, this once.'))
    .argument('<name>', 'what the key is for', parseWord)
    .addOption(
      new Option(
        '--scopes <permissions>',
        'what it may do, separated by commas, for example imports:read,imports:write',
      )
        .argParser(parseWords)
        .makeOptionMandatory(),
    )
    .option('--expires-at <instant>', 'when it ends by itself')
    .addOption(
      new Option('--networks <networks>', 'where it may be used from, separated by commas').argParser(parseWords),
    )
    .option('--json', 'print it with its id for a program')
    .addHelpText('after', examples("keys create 'Nightly import' --scopes imports:read,imports:write"))
    .action((name, options) => orExplain(async () => (await load()).createKey(name, options)));
  addServerOptions(
    keys.command('rotate').description('Make a key that replaces another one, which works for a while more.'),
  )
    .argument('<id>', 'the key’s id, as `keys list` prints it', parseId)
    .addOption(
      new Option(
        '--overlap-hours <number>',
        'how long the replaced one works on, 24 unless given, at most 168',
      ).argParser(parseHours),
    )
    .option('--json', 'print it with its id for a program')
    .action((id, options) => orExplain(async () => (await load()).rotateKey(id, options)));
  addServerOptions(keys.command('revoke').description('End a key at once.'))
    .argument('<id>', 'the key’s id, as `keys list` prints it', parseId)
    .option('--json', 'print the key for a program')
    .action((id, options) => orExplain(async () => (await load()).revokeKey(id, options)));

  keys
    .command('rewrap')
    .description(
      'Seal all tokens of connected accounts anew with the first key of TOKEN_KEYS, so that the others can go.',
    )
    .option('--json', 'print how many, and what no key opens, for a program')
    .addOption(data())
    .action((options) => orExplain(async () => (await import('../commands/keys.ts')).rewrapKeys(options)));
}
