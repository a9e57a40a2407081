import { readFileSync } from 'node:fs';

/** Resident memory of a process in bytes; Linux only, NaN elsewhere. */
export function residentOf(pid: number): number {
  try {
    const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(match?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

/** The highest resident memory of a process while something runs. */
export async function peakDuring<T>(pid: number, work: () => Promise<T>): Promise<{ peakBytes: number; result: T }> {
  let peakBytes = residentOf(pid);
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentOf(pid));
  }, 50);
  try {
    return { result: await work(), peakBytes: Math.max(peakBytes, residentOf(pid)) };
  } finally {
    clearInterval(timer);
  }
}
