import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseCount, parseId, parseWord } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { addServerOptions, examples } from './options.ts';

function parseReceiver(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be an address such as http://localhost:3000/hook.');
}

function parseSecret(text: string): string {
  if (/^whsec_[A-Za-z0-9+/]+=*$/.test(text)) return text;
  throw new InvalidArgumentError('It must have the form whsec_ and base64.');
}

/** `webhooks listen`. */
export function addWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('Receive webhooks while you develop.');
  addServerOptions(
    webhooks
      .command('listen')
      .description('Print events of a running server as they happen, and send them to a receiver on this machine.'),
  )
    .addOption(
      new Option('--forward-to <url>', 'the receiver; events are only printed without').argParser(parseReceiver),
    )
    .addOption(new Option('--types <types>', 'only these types, separated by commas').argParser(parseWord))
    .addOption(new Option('--secret <secret>', 'what signs, whsec_…; a new one unless given').argParser(parseSecret))
    .addOption(new Option('--after <id>', 'go on behind this event').argParser(parseId))
    .addOption(new Option('--count <number>', 'end after so many events').argParser(parseCount(1_000_000)))
    .option('--json', 'print a line of JSON for each event')
    .addHelpText(
      'after',
      examples(
        'webhooks listen',
        'webhooks listen --forward-to http://localhost:3000/hook --types import.finished,goal.reached',
      ),
    )
    .action((options) => orExplain(async () => (await import('../commands/webhooks.ts')).listen(options)));
}
