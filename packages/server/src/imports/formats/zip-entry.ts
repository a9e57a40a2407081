/** The head of a file in a zip archive. */
export interface ZipEntry {
  name: string;
  /** 8 is deflate, 0 as it is. */
  method: number;
  /** Packed bytes; null where the head doesn't know yet. */
  size: number | null;
  encrypted: boolean;
  /** Bytes of the head itself; the packed bytes follow. */
  length: number;
}

const fixedLength = 30;

/** Reads the head of a file where the bytes begin with one; `cut` where they end before it does. */
export function readZipEntry(bytes: Buffer): ZipEntry | 'cut' {
  if (bytes.length < fixedLength) return 'cut';
  const [flags, method] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  const [nameLength, extraLength] = [bytes.readUInt16LE(26), bytes.readUInt16LE(28)];
  const length = fixedLength + nameLength + extraLength;
  if (bytes.length < length) return 'cut';
  const name = bytes.toString('utf8', fixedLength, fixedLength + nameLength);
  const size = bytes.readUInt32LE(18);
  const isKnown = (flags & 8) === 0 && size < 0xffff_ffff;
  return { name, method, size: isKnown ? size : null, encrypted: (flags & 1) === 1, length };
}
