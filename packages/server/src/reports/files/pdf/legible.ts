import type { PdfFonts } from './fonts.ts';

/** Stands for a character that the font has no letter for. */
export const missingLetter = '\ufffd';

const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const space = /\s/u;

/**
 * Texts as the font can show them. Names come from everywhere; what it has no letters for is marked, so that nothing is drawn
 * as another letter, and the document says so.
 */
export class Legible {
  readonly #fonts: Pick<PdfFonts, 'has'>;
  #marked = false;

  constructor(fonts: Pick<PdfFonts, 'has'>) {
    this.#fonts = fonts;
  }

  /** Whether anything had to be marked so far. */
  get marked(): boolean {
    return this.#marked;
  }

  text(given: string): string {
    return [...given.normalize('NFC')]
      .map((character) => {
        if (space.test(character)) return ' ';
        if (unseen.test(character)) return '';
        if (this.#fonts.has(character)) return character;
        this.#marked = true;
        return missingLetter;
      })
      .join('');
  }
}
