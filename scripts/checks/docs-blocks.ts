import type { ProgramOptions, ProgramOutcome } from '../test/programs.ts';
import type { TextFile } from './repository.ts';

interface Block {
  /** `page:line` of its first line. */
  place: string;
  language: string;
  code: string;
}

const fence = /^```(\w*)\n(.*?)^```/gms;
/** Some are compiled, compared or run elsewhere; what is in none of these languages is checked by nothing. */
const languages = ['', 'ts', 'sh', 'json', 'text', 'mermaid', 'js', 'ini', 'dockerfile'];

const blocksOf = ({ path, text }: TextFile): Block[] =>
  [...text.matchAll(fence)].map(({ index, 1: language = '', 2: code = '' }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length + 1}`,
    language,
    code,
  }));

function jsonFault({ place, code }: Block): string[] {
  try {
    JSON.parse(code);
    return [];
  } catch (error) {
    return [`${place}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Shows whether a shell understands a text, without running it. */
export type ReadShell = (options: ProgramOptions) => Promise<Pick<ProgramOutcome, 'ok' | 'output'>>;

/** Blocks of JSON that don't parse, of a shell that it doesn't understand, and of languages that nothing looks at. */
export async function findBadBlocks(pages: readonly TextFile[], readShell: ReadShell): Promise<string[]> {
  const blocks = pages.flatMap(blocksOf);
  const shell = blocks.filter(({ language }) => language === 'sh');
  const outcomes = await Promise.all(shell.map(({ code }) => readShell({ input: code })));
  return [
    ...blocks
      .filter(({ language }) => !languages.includes(language))
      .map(({ place, language }) => `${place}: nothing checks blocks of ${language}`),
    ...blocks.filter(({ language }) => language === 'json').flatMap(jsonFault),
    ...shell.flatMap(({ place }, index) => {
      const outcome = outcomes[index];
      return outcome?.ok ? [] : [`${place}: ${outcome?.output.trim()}`];
    }),
  ];
}
