import PDFDocument from 'pdfkit';
import type { PdfFonts } from './fonts.ts';
import { Legible } from './legible.ts';

type Doc = InstanceType<typeof PDFDocument>;

/** Sizes in points. */
export const sheet = { width: 595.28, height: 841.89, margin: 44, top: 52, bottom: 56 } as const;
export const textWidth = sheet.width - 2 * sheet.margin;
const lowest = sheet.height - sheet.bottom;

export const colours = {
  text: '#1f2328',
  quiet: '#59636e',
  line: '#d1d9e0',
  shade: '#f2f4f7',
  spend: '#8fb4e8',
  streams: '#0b6e4f',
  unknown: '#f3e3c3',
  warning: '#7a4b00',
} as const;

export interface DocumentFacts {
  title: string;
  author: string;
  /** The only moment in it: the same content is the same file. */
  at: Date;
}

/** A document that grows from the top of a page downwards; what doesn’t fit begins the next page. */
export class Sheets {
  readonly doc: Doc;
  readonly legible: Legible;
  y: number = sheet.top;

  constructor(fonts: PdfFonts, { title, author, at }: DocumentFacts) {
    this.legible = new Legible(fonts);
    this.doc = new PDFDocument({
      size: [sheet.width, sheet.height],
      margin: 0,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      info: {
        Title: title,
        Author: author,
        Creator: 'SongTrackPro',
        Producer: 'SongTrackPro',
        CreationDate: at,
        ModDate: at,
      },
    });
    this.doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
    this.doc.font('regular').fillColor(colours.text);
  }

  /** Begins a new page unless there is room. */
  need(height: number): void {
    if (this.y + height <= lowest) return;
    this.doc.addPage();
    this.y = sheet.top;
  }

  /** Writes one piece of text where it is told, cut to its width. */
  write(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 9, bold = false, colour = colours.text, width = textWidth, align = 'left' } = style;
    this.doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour);
    const fitting = this.#cut(this.legible.text(text), width);
    const free = width - this.doc.widthOfString(fitting);
    const left = align === 'left' ? x : align === 'right' ? x + free : x + free / 2;
    this.doc.text(fitting, left, y, { lineBreak: false });
  }

  #cut(text: string, width: number): string {
    if (this.doc.widthOfString(text) <= width) return text;
    const characters = [...text];
    let [fits, beyond] = [0, characters.length];
    while (beyond - fits > 1) {
      const middle = (fits + beyond) >> 1;
      if (this.doc.widthOfString(`${characters.slice(0, middle).join('')}…`) <= width) fits = middle;
      else beyond = middle;
    }
    return `${characters.slice(0, fits).join('')}…`;
  }

  /** A paragraph over the width, and on from its end. */
  paragraph(text: string, style: TextStyle & { indent?: number } = {}): void {
    const { size = 9, bold = false, colour = colours.text, indent = 0 } = style;
    const legible = this.legible.text(text);
    this.doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour);
    const width = textWidth - indent;
    const height = this.doc.heightOfString(legible, { width, lineGap: 1.5 });
    this.need(Math.min(height, lowest - sheet.top));
    this.doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour);
    this.doc.text(legible, sheet.margin + indent, this.y, { width, lineGap: 1.5, height: lowest - this.y });
    this.y += height + 3;
  }

  heading(text: string, below = 60): void {
    this.need(26 + below);
    this.y += 10;
    this.write(text, sheet.margin, this.y, { size: 12, bold: true });
    this.y += 18;
  }

  /** Calls for every page once all are there. */
  eachPage(draw: (number: number, count: number) => void): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(start + index);
      draw(index + 1, count);
    }
  }

  /** The bytes of the file. */
  async bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.doc.end();
    for await (const chunk of this.doc) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  }
}

export interface TextStyle {
  size?: number;
  bold?: boolean;
  colour?: string;
  width?: number;
  align?: 'left' | 'right' | 'centre';
}
