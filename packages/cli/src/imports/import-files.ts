import { ConflictError, type Import, InvalidInputError, type SongTrackPro } from '@songtrackpro/sdk';
import { count, plural } from '../report/format-count.ts';
import { CommandError, say } from '../terminal.ts';
import { answerCommand } from './answer-command.ts';
import type { ExportFile, FoundExports } from './find-exports.ts';
import { type ImportAnswers, importFile } from './import-file.ts';

export interface ImportingOptions {
  /** What the commands that are printed need to find the server, for example ` --data ./folder`. */
  serverOption: string;
  answers?: ImportAnswers;
  /** Say a line of JSON for each file. */
  json?: boolean | undefined;
}

/** A name or a message of a file, which may have line breaks, on the line that it is given. */
const sayLine = (text: string): void => say(text.replace(/[\r\n]+/g, ' '));

/** What is wrong with one file and says nothing of the next. */
const isOfFile = (error: unknown): error is Error =>
  error instanceof CommandError || error instanceof InvalidInputError || error instanceof ConflictError;

/** Ends of an import after which nothing is wrong: it was taken, or waits for an answer, or says nothing that could be taken. */
const fine: readonly Import['status'][] = ['completed', 'previewed', 'waiting'];
const saysNothing = ({ status, fault }: Import) =>
  status === 'refused' && ['nothing_to_import', 'header_only'].includes(fault?.code ?? '');
const isFine = (result: Import) => fine.includes(result.status) || saysNothing(result);

const labels: Partial<Record<Import['status'], string>> = { completed: 'imported', previewed: 'would be' };

const detail = '            ';

const closedFolder = 'The folder may not be read. Allow it, or import its files from elsewhere.';

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

function sayResult(file: ExportFile, result: Import, serverOption: string): void {
  const label = saysNothing(result) ? 'nothing' : (labels[result.status] ?? result.status);
  sayLine(`  ${label.padEnd(9)} ${file.fileName}: ${outcome(result)}`);
  if (result.question) say(`${detail}answer with: ${answerCommand(file, result.question, serverOption)}`);
  const shown = result.errors.slice(0, 3);
  for (const { line, column, message } of shown) {
    sayLine(`${detail}line ${count(line)}${column === null ? '' : `, ${column}`}: ${message}`);
  }
  const rest = result.rows.refused - shown.length;
  if (shown.length > 0 && rest > 0) sayLine(`${detail}and ${plural(rest, 'more row')}`);
  const passedOver = result.columns?.passedOver ?? [];
  if (passedOver.length > 0)
    sayLine(`${detail}${plural(passedOver.length, 'column')} not read: ${passedOver.join(', ')}`);
  for (const { message } of result.notes) sayLine(`${detail}${message}`);
}

/**
 * Imports files one after another and says how each ended; answers whether nothing is wrong with any of them. A file that
 * cannot be read does not keep the others from being imported.
 */
export async function importFiles(
  client: SongTrackPro,
  found: FoundExports,
  { serverOption, answers = {}, json }: ImportingOptions,
): Promise<boolean> {
  const failed: string[] = [];
  for (const file of found.files) {
    try {
      const result = await importFile(client, file, answers);
      if (json) say(JSON.stringify({ path: file.path, ...result }));
      else sayResult(file, result, serverOption);
      if (!isFine(result)) failed.push(file.fileName);
    } catch (error) {
      if (!isOfFile(error)) throw error;
      const { path, fileName } = file;
      if (json) say(JSON.stringify({ path, fileName, status: 'failed', fault: { message: error.message } }));
      else sayLine(`  ${'failed'.padEnd(9)} ${fileName}: ${error.message}`);
      failed.push(fileName);
    }
  }
  if (found.passedOver > 0 && !json) {
    const are = found.passedOver === 1 ? 'is' : 'are';
    sayLine(`  passed over ${plural(found.passedOver, 'file')} that ${are} no .csv, .tsv or .txt`);
  }
  if (found.workbooks.length > 0 && !json) sayLine(`${detail}save as CSV to import: ${found.workbooks.join(', ')}`);
  if (found.archives.length > 0 && !json) sayLine(`${detail}unpack to import: ${found.archives.join(', ')}`);
  for (const folder of found.closed) {
    if (json) say(JSON.stringify({ path: folder, status: 'failed', fault: { message: closedFolder } }));
    else sayLine(`  ${'failed'.padEnd(9)} ${folder}: ${closedFolder}`);
  }
  if (failed.length > 0 && !json) {
    sayLine(
      `  ${plural(failed.length, 'file')} of ${count(found.files.length)} could not be imported: ${failed.join(', ')}`,
    );
  }
  return failed.length === 0 && found.closed.length === 0;
}
