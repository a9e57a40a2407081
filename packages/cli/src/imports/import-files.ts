import type { Import, SongTrackPro } from '@songtrackpro/sdk';
import { count, plural } from '../report/format-value.ts';
import { CommandError, say } from '../terminal.ts';
import { answerCommand } from './answer-command.ts';
import type { ExportFile, FoundExports } from './find-exports.ts';
import { type ImportAnswers, importFile } from './import-file.ts';

export interface ImportingOptions {
  /** Data folder of the server, for the commands that are printed. */
  dataDir: string;
  answers?: ImportAnswers;
}

/** Ends of an import that ask nothing of the file. */
const taken: readonly Import['status'][] = ['completed', 'previewed', 'waiting'];

const detail = '            ';

function outcome(result: Import): string {
  const { rows } = result;
  if (result.duplicateOf !== null) return 'already imported, nothing to do';
  const passedOver = rows.passedOver === 0 ? '' : `, ${plural(rows.passedOver, 'row')} about other tracks passed over`;
  if (result.status === 'completed' || result.status === 'previewed') {
    const refused = rows.refused === 0 ? '' : `, ${plural(rows.refused, 'row')} refused`;
    return `${plural(rows.read, 'row')}, ${plural(rows.changed, 'fact')} new or restated${refused}${passedOver}`;
  }
  return result.question?.message ?? result.fault?.message ?? result.status;
}

function sayResult(file: ExportFile, result: Import, dataDir: string): void {
  const label = result.status === 'completed' ? 'imported' : result.status === 'previewed' ? 'would be' : result.status;
  say(`  ${label.padEnd(9)} ${file.fileName}: ${outcome(result)}`);
  if (result.question) say(`${detail}answer with: ${answerCommand(file, result.question, dataDir)}`);
  const shown = result.errors.slice(0, 3);
  for (const { line, column, message } of shown) {
    say(`${detail}line ${count(line)}${column === null ? '' : `, ${column}`}: ${message}`);
  }
  const rest = result.rows.refused - shown.length;
  if (shown.length > 0 && rest > 0) say(`${detail}and ${plural(rest, 'more row')}`);
}

/**
 * Imports files one after another and says how each ended; answers whether every one was imported or is waiting. A file
 * that cannot be read does not keep the others from being imported.
 */
export async function importFiles(
  client: SongTrackPro,
  found: FoundExports,
  { dataDir, answers = {} }: ImportingOptions,
): Promise<boolean> {
  let allTaken = true;
  for (const file of found.files) {
    try {
      const result = await importFile(client, file, answers);
      sayResult(file, result, dataDir);
      if (!taken.includes(result.status)) allTaken = false;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      say(`  ${'failed'.padEnd(9)} ${file.fileName}: ${error.message}`);
      allTaken = false;
    }
  }
  if (found.passedOver > 0) {
    const are = found.passedOver === 1 ? 'is' : 'are';
    say(`  passed over ${plural(found.passedOver, 'file')} that ${are} no .csv, .tsv or .txt`);
  }
  return allTaken;
}
