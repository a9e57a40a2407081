/**
 * One spelling for an SQL expression as we write it and as PostgreSQL prints it: lower case, without casts, brackets
 * that only group, and the list form that `in (…)` turns into.
 */
export function normalizeExpression(text: string | null | undefined): string {
  if (text == null) return '';
  return text
    .toLowerCase()
    .replaceAll(/::(?:"?[a-z_]+"?)(?: (?:varying|precision|with|without|time|zone))*(?:\[\])?/g, '')
    .replaceAll(/= any \(+array\[(.*?)\]\)+/g, 'in ($1)')
    .replaceAll(/select current_(organization|actor|artists)\(\) as current_\1/g, 'select current_$1()')
    .replaceAll(/[()"]/g, ' ')
    .replaceAll(/\s*,\s*/g, ', ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
