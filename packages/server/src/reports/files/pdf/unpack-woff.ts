import { inflateSync } from 'node:zlib';

const headBytes = 44;
const entryBytes = 20;
const plainHeadBytes = 12;
const plainEntryBytes = 16;

const padded = (bytes: number) => Math.ceil(bytes / 4) * 4;

interface Table {
  tag: Buffer;
  checksum: number;
  data: Buffer;
}

function tablesOf(woff: Buffer): Table[] {
  const count = woff.readUInt16BE(12);
  return Array.from({ length: count }, (_, index) => {
    const at = headBytes + index * entryBytes;
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const stored = woff.subarray(offset, offset + packed);
    const data = packed < length ? inflateSync(stored) : stored;
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), data };
  });
}

/**
 * A font of WOFF 1.0 as the TrueType file that it packs. The font engine would unpack a table whenever it looks at one, which
 * made a document take seconds.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = tablesOf(woff);
  const start = plainHeadBytes + tables.length * plainEntryBytes;
  const font = Buffer.alloc(tables.reduce((size, { data }) => size + padded(data.length), start));
  const power = 2 ** Math.floor(Math.log2(tables.length));
  font.writeUInt32BE(woff.readUInt32BE(4), 0);
  font.writeUInt16BE(tables.length, 4);
  font.writeUInt16BE(power * plainEntryBytes, 6);
  font.writeUInt16BE(Math.log2(power), 8);
  font.writeUInt16BE((tables.length - power) * plainEntryBytes, 10);
  let offset = start;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = plainHeadBytes + index * plainEntryBytes;
    tag.copy(font, at);
    font.writeUInt32BE(checksum, at + 4);
    font.writeUInt32BE(offset, at + 8);
    font.writeUInt32BE(data.length, at + 12);
    data.copy(font, offset);
    offset += padded(data.length);
  }
  return font;
}
