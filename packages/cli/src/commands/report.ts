import { connect } from '../local/connect.ts';
import { printReport } from '../report/print-report.ts';
import { exitCodes } from '../terminal.ts';

export async function report(options: { asOf?: string; data?: string }): Promise<number> {
  await printReport(await connect(options.data), { asOf: options.asOf });
  return exitCodes.done;
}
