import type { Encoding } from './dialect.ts';

const signatures: readonly { bytes: readonly number[]; kind: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'a ZIP archive or an Excel workbook; unpack it, or save the sheet as CSV' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'an old Excel workbook; save the sheet as CSV' },
  { bytes: [0x1f, 0x8b], kind: 'a gzip archive; unpack it first' },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'a PDF document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'a JPEG image' },
];

const asText = 'If it is a table, save it as CSV in UTF-8.';

type EncodingAnswer = { ok: true; encoding: Encoding } | { ok: false; reason: string };

/**
 * Encoding of a text file from its first bytes: by byte order mark, else by the places of NUL bytes (UTF-16), else UTF-8
 * where the bytes are valid, else Windows-1252, which is what spreadsheets on Windows write.
 */
export function detectEncoding(head: Uint8Array, whole: boolean): EncodingAnswer {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return { ok: true, encoding: 'utf-8' };
  if (startsWith(head, [0xff, 0xfe])) return { ok: true, encoding: 'utf-16le' };
  if (startsWith(head, [0xfe, 0xff])) return { ok: true, encoding: 'utf-16be' };
  const signature = signatures.find(({ bytes }) => startsWith(head, bytes));
  if (signature) return { ok: false, reason: `It is ${signature.kind}.` };

  const utf16 = guessUtf16(head);
  if (utf16) return { ok: true, encoding: utf16 };
  const nul = head.indexOf(0);
  if (nul >= 0) return { ok: false, reason: `Byte ${nul + 1} is NUL, which no text export contains. ${asText}` };
  if (decodes(head, 'utf-8', whole)) return { ok: true, encoding: 'utf-8' };
  const control = head.findIndex((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
  if (control >= 0) return { ok: false, reason: `Byte ${control + 1} is a control character. ${asText}` };
  return { ok: true, encoding: 'windows-1252' };
}

/** The head as text. A character cut at the end of the head is dropped. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function decodes(head: Uint8Array, encoding: Encoding, whole: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

/** A header is Latin text in most languages, whatever the names below it are written in. */
const headerBytes = 128;

/** UTF-16 without a byte order mark: Latin text has a NUL in every second place, and in those places only. */
function guessUtf16(all: Uint8Array): Encoding | null {
  const head = all.subarray(0, headerBytes);
  const nuls = [0, 0];
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const half = head.length / 2;
  if (even === 0 && odd > half * 0.6) return 'utf-16le';
  if (odd === 0 && even > half * 0.6) return 'utf-16be';
  return null;
}
