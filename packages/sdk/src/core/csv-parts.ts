/** A part of a CSV file: the header and some whole rows. */
export interface CsvPart {
  csv: string;
  /** Line of the file on which the first row stands. */
  firstLine: number;
  /** Bytes of the file that have been read by then. */
  readBytes: number;
}

/** Rows and characters of one part; their JSON stays well below the 1 MiB that a call takes. */
const mostRows = 1000;
const mostCharacters = 150_000;

/** Text with `\n` at its line ends; a carriage return at the end waits for what follows. */
async function* readText(blob: Blob): AsyncGenerator<{ text: string; readBytes: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = blob.stream().getReader();
  let readBytes = 0;
  let held = '';
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new TypeError(`The file is not UTF-8 after byte ${readBytes}. Save it as “CSV UTF-8”.`, { cause });
    }
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = held + decode(value);
      held = !done && text.endsWith('\r') ? '\r' : '';
      readBytes += value?.length ?? 0;
      yield { text: text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n'), readBytes };
      if (done) return;
    }
  } finally {
    await reader.cancel();
  }
}

/** Records with their line ends: a line end inside of quotation marks ends none. What is left at the end is the last. */
async function* readRecords(blob: Blob): AsyncGenerator<{ record: string; readBytes: number }> {
  let open = '';
  let quoted = false;
  let searched = 0;
  let read = 0;
  for await (const { text, readBytes } of readText(blob)) {
    open += text;
    read = readBytes;
    let start = 0;
    for (; searched < open.length; searched += 1) {
      const character = open.charCodeAt(searched);
      if (character === 0x22) quoted = !quoted;
      else if (character === 0x0a && !quoted) {
        yield { record: open.slice(start, searched + 1), readBytes };
        start = searched + 1;
      }
    }
    open = open.slice(start);
    searched = open.length;
    // A quotation mark that is never closed would gather the rest of the file in memory.
    if (open.length > mostCharacters * 4) break;
  }
  if (open !== '') yield { record: open, readBytes: read };
}

const linesIn = (record: string) => record.split('\n').length - 1;

/** A file in parts that each begin with its header, so that every part can be read by itself; little of it is held. */
export async function* csvParts(blob: Blob): AsyncGenerator<CsvPart> {
  let header: string | null = null;
  let rows: string[] = [];
  let characters = 0;
  let firstLine = 1;
  let line = 1;
  let read = 0;
  let sent = false;
  const part = (): CsvPart => ({ csv: `${header ?? ''}${rows.join('')}`, firstLine, readBytes: read });
  for await (const { record, readBytes } of readRecords(blob)) {
    line += linesIn(record);
    if (header === null) {
      header = record.replace(/^\uFEFF/, '');
      firstLine = line;
      continue;
    }
    rows.push(record);
    characters += record.length;
    read = readBytes;
    if (rows.length < mostRows && characters < mostCharacters) continue;
    yield part();
    sent = true;
    [rows, characters, firstLine] = [[], 0, line];
  }
  read = blob.size;
  // A header alone is sent as well: it may be wrong.
  if (rows.length > 0 || !sent) yield part();
}
