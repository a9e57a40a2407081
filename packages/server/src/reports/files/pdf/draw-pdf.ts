import type { StoredReport } from '@songtrackpro/contracts';
import { drawChart } from './chart.ts';
import { pdfFonts } from './fonts.ts';
import { missingLetter } from './legible.ts';
import { drawGoals, drawParts, drawTotals, drawWeeks } from './numbers.ts';
import { colours, Sheets, sheet, textWidth } from './page.ts';
import { drawQuality, drawSources } from './quality.ts';

const minute = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

function drawTitle(sheets: Sheets, { content, version, builtAt, frozenAt }: StoredReport): void {
  const { campaign, organization, range, asOf, timeZone } = content;
  sheets.paragraph(campaign.name, { size: 20, bold: true });
  const days = range === null ? 'no days are known' : `${range.from} to ${range.to}`;
  sheets.paragraph(`Campaign report of ${organization.name}, ${days}`, { size: 10, colour: colours.quiet });
  const frozen = frozenAt === null ? '' : ', frozen';
  sheets.paragraph(
    `Version ${version}${frozen}, built ${minute(builtAt)} from what had been recorded by ${minute(asOf)}. Organization’s zone: ${timeZone}.`,
    { size: 8, colour: colours.quiet },
  );
  sheets.y += 4;
}

function drawEdges(sheets: Sheets, { id, version, contentHash, content }: StoredReport): void {
  sheets.eachPage((number, count) => {
    const top = sheet.top - 26;
    const bottom = sheet.height - sheet.bottom + 20;
    const quiet = { size: 7, colour: colours.quiet } as const;
    if (number > 1) sheets.write(content.campaign.name, sheet.margin, top, { ...quiet, width: textWidth - 100 });
    sheets.write(`Page ${number} of ${count}`, sheet.margin, bottom, { ...quiet, align: 'right' });
    sheets.write(`Report ${id}, version ${version}`, sheet.margin, bottom, { ...quiet, width: textWidth - 60 });
    sheets.write(`SHA-256 of the content ${contentHash}`, sheet.margin, bottom + 10, quiet);
  });
}

function drawFontNote(sheets: Sheets): void {
  if (!sheets.legible.marked) return;
  sheets.paragraph(
    `${missingLetter} stands for a letter that this document’s font does not have. The JSON export and the shared page have every name in full.`,
    { size: 8, colour: colours.warning },
  );
}

/**
 * A report for people, as PDF. The same content gives the same bytes: the only moments in it are the report’s own, and fonts and
 * drawing come with this version of the program.
 */
export async function drawPdf(report: StoredReport): Promise<Buffer> {
  const { content, builtAt } = report;
  const { campaign, organization } = content;
  const sheets = new Sheets(await pdfFonts(), {
    title: campaign.name,
    author: organization.name,
    at: new Date(builtAt),
  });
  drawTitle(sheets, report);
  drawTotals(sheets, content);
  drawChart(sheets, content);
  drawQuality(sheets, content.quality);
  drawWeeks(sheets, content);
  drawGoals(sheets, content);
  drawParts(sheets, content);
  drawSources(sheets, content.quality);
  drawFontNote(sheets);
  drawEdges(sheets, report);
  return sheets.bytes();
}
