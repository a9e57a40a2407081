import { defaultsOf, type Misfit, misfitsOf } from './misfits.ts';
import type { Schema } from './schema.ts';
import type { PublishedProcedure, Snapshot } from './take-snapshot.ts';

export type BreakKind =
  | 'removed procedure'
  | 'changed procedure'
  | 'required input'
  | 'removed input'
  | 'narrowed input'
  | 'changed default'
  | 'removed field'
  | 'widened output'
  | 'narrowed output'
  | 'removed type'
  | 'removed error'
  | 'changed error';

/** Something that a caller relied on and that is so no longer. */
export interface Break {
  kind: BreakKind;
  /** Procedure, type or code, with the path of the field. */
  where: string;
  what: string;
}

type Side = 'inputTypes' | 'outputTypes';

const at = (where: string, path: string) => (path === '' ? where : `${where} ${path}`);

function inputBreak({ reason, path, text }: Misfit, where: string): Break {
  const place = at(where, path);
  if (reason === 'absent') return { kind: 'required input', where: place, what: 'has to be given now' };
  if (reason === 'optional')
    return { kind: 'required input', where: place, what: 'could be left out, and can’t be now' };
  if (reason === 'unknown') return { kind: 'removed input', where: place, what: 'is not looked at any more' };
  if (reason === 'limit') return { kind: 'narrowed input', where: place, what: text };
  return { kind: 'narrowed input', where: place, what: `${text} is not taken any more` };
}

function outputBreak({ reason, path, text }: Misfit, where: string): Break {
  const place = at(where, path);
  if (reason === 'absent') return { kind: 'removed field', where: place, what: 'is not answered any more' };
  if (reason === 'optional') return { kind: 'widened output', where: place, what: 'may be missing now' };
  return { kind: 'widened output', where: place, what: `may be ${text} now` };
}

/** What was taken as input before has to be taken still. */
function compareInput(where: string, schemas: [before: Schema, after: Schema], [before, after]: Snapshots): Break[] {
  const types = { given: before.inputTypes, expected: after.inputTypes };
  const misfits = misfitsOf(...schemas, '', { ...types, mode: 'strict' });
  const now = defaultsOf(schemas[1], after.inputTypes);
  const changed = [...defaultsOf(schemas[0], before.inputTypes)].filter(([path, value]) => now.get(path) !== value);
  return [
    ...misfits.map((misfit) => inputBreak(misfit, where)),
    ...changed
      .filter(([path]) => !misfits.some((misfit) => misfit.path === path))
      .map(([path, value]) => {
        const what = `was ${value} where it is left out, and is ${now.get(path) ?? 'nothing'}`;
        return { kind: 'changed default' as const, where: at(where, path), what };
      }),
  ];
}

/** What is answered now has to be what was answered before, or more. */
function compareOutput(where: string, [old, current]: [Schema, Schema], [before, after]: Snapshots): Break[] {
  const [given, expected] = [after.outputTypes, before.outputTypes];
  const misfits = misfitsOf(current, old, '', { given, expected, mode: 'lenient' });
  // The other way round: values and members of choices that somebody waits for.
  const gone = misfitsOf(old, current, '', { given: expected, expected: given, mode: 'strict' }).filter(
    ({ reason, text }) => reason === 'value' || (reason === 'type' && text.startsWith('{')),
  );
  return [
    ...misfits.map((misfit) => outputBreak(misfit, where)),
    ...gone.map(({ path, text }): Break => {
      return { kind: 'narrowed output', where: at(where, path), what: `is never ${text} any more` };
    }),
  ];
}

type Snapshots = readonly [before: Snapshot, after: Snapshot];

function compareProcedure(name: string, before: PublishedProcedure, snapshots: Snapshots): Break[] {
  const after = snapshots[1].procedures[name];
  if (after === undefined) return [{ kind: 'removed procedure', where: name, what: 'is not there any more' }];
  const said = (['kind', 'http', 'permission', 'reach'] as const).filter((field) => before[field] !== after[field]);
  return [
    ...said.map((field): Break => {
      return { kind: 'changed procedure', where: name, what: `${field} was ${before[field]} and is ${after[field]}` };
    }),
    ...compareInput(`${name} input`, [before.input, after.input], snapshots),
    ...compareOutput(`${name} output`, [before.output, after.output], snapshots),
  ];
}

function compareTypes(side: Side, snapshots: Snapshots): Break[] {
  const compare = side === 'inputTypes' ? compareInput : compareOutput;
  return Object.entries(snapshots[0][side]).flatMap(([name, before]): Break[] => {
    const after = snapshots[1][side][name];
    if (after !== undefined) return compare(name, [before, after], snapshots);
    return [{ kind: 'removed type', where: name, what: 'is not there any more; programs name it' }];
  });
}

function compareErrors(snapshots: Snapshots): Break[] {
  const [before, after] = snapshots;
  return Object.entries(before.errors).flatMap(([code, status]): Break[] => {
    const now = after.errors[code];
    if (now === undefined) return [{ kind: 'removed error', where: code, what: 'is not there any more' }];
    const [old, current] = [before.details[code], after.details[code] ?? {}];
    const details = old === undefined ? [] : compareOutput(`${code} details`, [old, current], snapshots);
    const changed: Break[] = details.map(({ where, what }) => ({ kind: 'changed error', where, what }));
    if (now !== status)
      changed.push({ kind: 'changed error', where: code, what: `status was ${status} and is ${now}` });
    return changed;
  });
}

/** What of the contracts as they were doesn't hold for the contracts as they are, each thing once. */
export function findBreaks(before: Snapshot, after: Snapshot): Break[] {
  const snapshots: Snapshots = [before, after];
  const all = [
    ...Object.entries(before.procedures).flatMap(([name, old]) => compareProcedure(name, old, snapshots)),
    ...compareTypes('inputTypes', snapshots),
    ...compareTypes('outputTypes', snapshots),
    ...compareErrors(snapshots),
  ];
  return [...new Map(all.map((one) => [`${one.kind} ${one.where} ${one.what}`, one])).values()];
}
