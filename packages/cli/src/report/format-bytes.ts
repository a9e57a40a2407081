const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `512 bytes`, `1.5 MB`: in powers of 1,000, as file managers and disks count. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
