import { contract, type DomainContract, type ErrorCode, errorCatalogue } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isNamed, type Method, readMethods } from './read-methods.ts';

const methods = readMethods();
const procedures = new Map(
  Object.entries<DomainContract>(contract).flatMap(([domain, calls]) =>
    Object.entries(calls).map(([name, procedure]) => [`${domain}.${name}`, procedure]),
  ),
);

/** Methods of which something is not so, each by its name. */
const namesOf = (found: readonly Method[]) => found.map(({ domain, name }) => `${domain}.${name}`);

test('every procedure of the contract is among the methods that are looked at', () => {
  expect(namesOf(methods)).toEqual(expect.arrayContaining([...procedures.keys()]));
});

test('every method says in a sentence what it does', () => {
  expect(namesOf(methods.filter(({ description }) => !/\w.*[.:]/s.test(description)))).toEqual([]);
});

test('every method shows in an example how it is called', () => {
  const without = methods.filter(
    ({ domain, name, tags }) => !tags.get('example')?.some((text) => text.includes(`client.${domain}.${name}(`)),
  );
  expect(namesOf(without)).toEqual([]);
});

test('every method takes and answers types with a name', () => {
  const unnamed = methods.filter(
    ({ parameters, result }) => !isNamed(result) || parameters.some(({ type }) => !isNamed(type)),
  );
  expect(namesOf(unnamed)).toEqual([]);
});

const classes: Record<number, string> = {
  400: 'InvalidInputError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'InvalidInputError',
  429: 'RateLimitError',
};

/** The error class of a code, or the code itself, has to be among what a method throws. */
function isSaid(code: ErrorCode, { tags }: Method): boolean {
  const said = (tags.get('throws') ?? []).join('\n');
  const { status } = errorCatalogue[code];
  return said.includes(code) || said.includes(classes[status] ?? 'ServerError');
}

test('every method names the errors that its procedure has of its own', () => {
  const missing = methods.flatMap((method) => {
    const path = `${method.domain}.${method.name}`;
    const codes = procedures.get(path)?.errors ?? [];
    return codes.filter((code) => !isSaid(code, method)).map((code) => `${path} ${code}`);
  });
  expect(missing).toEqual([]);
});

const units: [field: RegExp, said: RegExp][] = [
  [/Minor$/, /minor units|cents/i],
  [/Micros$/, /micros|millionth/i],
];

test('every method that takes an amount says its unit, in its own words or at the field', () => {
  const silent = methods.flatMap((method) => {
    const path = `${method.domain}.${method.name}`;
    const input = procedures.get(path)?.input;
    const { properties = {} } = input ? z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) : {};
    return Object.entries(properties).flatMap(([field, schema]) => {
      const unit = units.find(([name]) => name.test(field))?.[1];
      const text = `${method.description} ${typeof schema === 'object' ? (schema.description ?? '') : ''}`;
      return unit === undefined || unit.test(text) ? [] : [`${path} ${field}`];
    });
  });
  expect(silent).toEqual([]);
});
