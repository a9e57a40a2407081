import { Argument, type Command } from 'commander';
import { orExplain } from '../terminal.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

const setUp = `
Set it up once, for the shell that you use; bash needs its package bash-completion for it:
  echo 'source <(songtrackpro completion bash)' >> ~/.bashrc
  echo 'source <(songtrackpro completion zsh)' >> ~/.zshrc
  songtrackpro completion fish > ~/.config/fish/completions/songtrackpro.fish`;

/** `completion`, and the hidden `complete`, which the scripts ask for what can be typed next. */
export function addCompletion(program: Command, tree: () => Command): void {
  const load = async () => {
    const { default: completionOf } = await import('@bomb.sh/tab/commander');
    return completionOf(tree(), { completionCommandName: 'completion' });
  };
  program
    .command('completion')
    .description('Print the script that has a shell complete commands and options.')
    .addArgument(new Argument('<shell>', 'for which shell').choices(shells))
    .addHelpText('after', setUp)
    .action((shell: (typeof shells)[number]) =>
      orExplain(async () => {
        (await load()).setup(program.name(), program.name(), shell);
        return 0;
      }),
    );
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action((words: string[]) =>
      orExplain(async () => {
        (await load()).parse(words);
        return 0;
      }),
    );
}
