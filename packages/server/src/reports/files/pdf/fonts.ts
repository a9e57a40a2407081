import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unpackWoff } from './unpack-woff.ts';

const require = createRequire(import.meta.url);

/** Roboto has Latin, Greek and Cyrillic letters, with every accent of European languages and Vietnamese. */
const files = {
  regular: require.resolve('roboto-fontface/fonts/roboto/Roboto-Regular.woff'),
  bold: require.resolve('roboto-fontface/fonts/roboto/Roboto-Medium.woff'),
} as const;

export interface PdfFonts {
  regular: Buffer;
  bold: Buffer;
  /** Whether the font has a letter for a character. */
  has(character: string): boolean;
}

let loaded: Promise<PdfFonts> | undefined;

async function load(): Promise<PdfFonts> {
  const [regular, bold] = (await Promise.all([readFile(files.regular), readFile(files.bold)])).map(unpackWoff);
  if (!regular || !bold) throw new Error('the fonts are missing');
  const font = create(regular) as Font;
  return { regular, bold, has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) };
}

/** The fonts, read once in a process. */
export function pdfFonts(): Promise<PdfFonts> {
  loaded ??= load();
  return loaded;
}
