import type { Import } from '@songtrackpro/sdk';
import { commandPrefix, shellWord } from '../terminal.ts';
import type { ExportFile } from './find-exports.ts';

type Question = NonNullable<Import['question']>;

/** Options of the import command that answer a question, with a placeholder for what only a person knows. */
const answers: Record<Question['code'], string> = {
  needs_artist: "--artist 'Artist name'",
  needs_track: "--artist 'Artist name' --track 'Track title'",
  needs_period: '--period-start YYYY-MM-DD --period-end YYYY-MM-DD',
  needs_currency: '--currency USD',
  needs_tracks: '--new-tracks add',
  plan_limit: '--new-tracks skip',
  needs_country: '--country US',
  needs_mapping: '',
  needs_date_order: '--date-order day_first',
};

/** The command that gives a waiting import its answer. */
export function answerCommand(file: ExportFile, question: Question, serverOption: string): string {
  const also = question.code === 'needs_period' && /currency/i.test(question.message) ? ' --currency USD' : '';
  const answer = answers[question.code];
  const mapping = question.mappingId === undefined ? '' : ` --mapping ${question.mappingId}`;
  const options = `${answer === '' ? '' : ` ${answer}`}${mapping}${also}`;
  const other = question.code === 'needs_date_order' ? '   (or month_first)' : '';
  return `${commandPrefix} import ${shellWord(file.path)}${options}${serverOption}${other}`;
}
