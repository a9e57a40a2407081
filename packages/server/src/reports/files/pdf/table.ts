import { colours, type Sheets, sheet, textWidth } from './page.ts';

export interface Column {
  title: string;
  /** Share of the width, beside the others’. */
  share: number;
  align?: 'left' | 'right';
}

const rowHeight = 14;
const padding = 4;

function drawRow(sheets: Sheets, columns: readonly Column[], cells: readonly string[], bold: boolean): void {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = sheet.margin;
  for (const [index, { share, align = index === 0 ? 'left' : 'right' }] of columns.entries()) {
    const width = (share / all) * textWidth;
    const inner = width - 2 * padding;
    sheets.write(cells[index] ?? '', x + padding, sheets.y + 3, { size: 8, bold, width: inner, align });
    x += width;
  }
  sheets.y += rowHeight;
}

function drawHead(sheets: Sheets, columns: readonly Column[]): void {
  sheets.doc.rect(sheet.margin, sheets.y, textWidth, rowHeight).fill(colours.shade);
  drawRow(
    sheets,
    columns,
    columns.map(({ title }) => title),
    true,
  );
}

/** A table with its head on every page that it goes on to. */
export function drawTable(sheets: Sheets, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  sheets.need(2 * rowHeight);
  drawHead(sheets, columns);
  for (const row of rows) {
    const { y } = sheets;
    sheets.need(rowHeight);
    if (sheets.y < y) drawHead(sheets, columns);
    drawRow(sheets, columns, row, false);
    sheets.doc
      .moveTo(sheet.margin, sheets.y)
      .lineTo(sheet.margin + textWidth, sheets.y)
      .lineWidth(0.4)
      .strokeColor(colours.line)
      .stroke();
  }
  sheets.y += 4;
}
