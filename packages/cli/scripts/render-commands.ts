// The list of commands on docs/cli.md, made from the command line itself. Run as a program, it writes the page (script `docs`).
import { readFile, writeFile } from 'node:fs/promises';
import type { Argument, Command, Option } from 'commander';
import { songtrackpro } from '../src/songtrackpro.ts';

const page = new URL('../../../docs/cli.md', import.meta.url);
const begin = '<!-- commands: made by `npx -y pnpm@12 --filter @songtrackpro/cli run docs`; a test compares them -->';

/** Options that the page explains once. */
const serverOptions = ['--profile', '--organization', '--data'];

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/<([^>`]+)>/g, '`<$1>`');
const written = ({ variadic, required }: Argument, name: string) => {
  const word = variadic ? `${name}…` : name;
  return required ? `<${word}>` : `[${word}]`;
};

function optionNotes({ argChoices, defaultValue, mandatory }: Option): string {
  const notes = [
    ...(mandatory ? ['required'] : []),
    ...(argChoices ? [`one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`] : []),
    ...(defaultValue === undefined ? [] : [`\`${String(defaultValue)}\` unless given`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}

interface Acting {
  words: string[];
  command: Command;
}

/** Every command that does something, in the order of the help; hidden ones and `help` are left out. */
export function actingCommands(command: Command = songtrackpro(), words: string[] = []): Acting[] {
  const inner = command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => actingCommands(child, [...words, child.name()]));
  const acts = words.length > 0 && (command.commands.length === 0 || command.registeredArguments.length > 0);
  return acts ? [{ words, command }, ...inner] : inner;
}

function section({ words, command }: Acting): string[] {
  const argumentNames = command.registeredArguments.map((argument) => written(argument, argument.name()));
  const asks = serverOptions.every((name) => command.options.some(({ long }) => long === name));
  const own = command.options.filter(({ long }) => !(asks && serverOptions.includes(long ?? '')));
  const rows = [
    ...command.registeredArguments.map((argument) => {
      const choices = argument.argChoices?.map((choice) => `\`${choice}\``).join(', ');
      return [written(argument, argument.name()), `${argument.description}${choices ? ` (one of ${choices})` : ''}`];
    }),
    ...own.map((option) => [option.flags, `${option.description}${optionNotes(option)}`]),
  ];
  return [
    `### ${words.join(' ')}`,
    '',
    `\`songtrackpro ${[...words, ...argumentNames].join(' ')}\`${asks ? ' · asks [a server](#which-server)' : ''}`,
    '',
    cell(command.description()),
    ...(rows.length === 0 ? [] : ['', '| | |', '| --- | --- |']),
    ...rows.map(([flags = '', text = '']) => `| \`${flags.replaceAll('|', '\\|')}\` | ${cell(text)} |`),
    '',
  ];
}

/** The page with its list of commands as it has to be; what is written by hand before it stays. */
export function renderCommands(text: string): string {
  const [intro] = text.split(begin);
  const sections = actingCommands().flatMap(section).join('\n').trimEnd();
  return `${intro?.trimEnd()}\n\n${begin}\n\n${sections}\n`;
}

export const readPage = (): Promise<string> => readFile(page, 'utf8');

if (import.meta.main) await writeFile(page, renderCommands(await readPage()));
