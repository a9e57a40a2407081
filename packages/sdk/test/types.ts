import type { Contract } from '@songtrackpro/contracts';
import type { CallOptions, Paged, SongTrackPro } from '@songtrackpro/sdk';
import type { z } from 'zod';

// Compared procedure by procedure by the compiler: a method that is missing, takes or answers something else than its
// contract says does not compile, and the message names it. Nothing here runs.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The same type without names of interfaces, so that two declarations of one shape are equal. */
type Expanded<T> = T extends readonly (infer Item)[]
  ? Expanded<Item>[]
  : T extends object
    ? { [Key in keyof T]: Expanded<T[Key]> }
    : T;

type Same<A, B> = Equal<Expanded<A>, Expanded<B>>;

type Awaitable<Method> = Method extends (...args: never[]) => infer Answer ? Answer : never;
type InputOf<Call> = Call extends { input: z.ZodType } ? z.input<Call['input']> : never;
type OutputOf<Call> = Call extends { output: z.ZodType } ? z.output<Call['output']> : never;

type InputProblem<Method, Call> = Method extends (...args: infer Args) => unknown
  ? Same<InputOf<Call>, Record<string, never>> extends true
    ? Same<Args, [options?: CallOptions | undefined]> extends true
      ? never
      : 'takes more than options, though its input is empty'
    : [2, Args] extends [Args['length'], [input?: infer Input, options?: CallOptions | undefined]]
      ? Same<Exclude<Input, undefined>, InputOf<Call>> extends true
        ? never
        : 'takes another input than the contract'
      : 'does not take input and options'
  : 'is not a method';

type OutputProblem<Method, Call> =
  Awaitable<Method> extends Paged<infer Item>
    ? OutputOf<Call> extends { items: (infer Wanted)[] }
      ? Same<Item, Wanted> extends true
        ? never
        : 'iterates over other items than the contract'
      : 'answers pages, though the contract has none'
    : Awaitable<Method> extends AsyncGenerator<infer Event, void, undefined>
      ? Same<Event, OutputOf<Call>> extends true
        ? never
        : 'streams something else than the contract'
      : Awaitable<Method> extends Promise<infer Answer>
        ? Same<Answer, OutputOf<Call>> extends true
          ? never
          : 'answers something else than the contract'
        : 'answers no promise';

type ProblemsOf<Domain extends string, Resource, Calls> = {
  [Name in keyof Calls & string]: Name extends keyof Resource
    ? `${Domain}.${Name} ${InputProblem<Resource[Name], Calls[Name]> | OutputProblem<Resource[Name], Calls[Name]>}`
    : `${Domain}.${Name} is missing`;
}[keyof Calls & string];

/** What is different between a client and a contract; `never` when nothing is. */
export type Problems<Client, Domains> =
  | {
      [Domain in keyof Domains & string]: Domain extends keyof Client
        ? ProblemsOf<Domain, Client[Domain], Domains[Domain]>
        : `${Domain} is missing`;
    }[keyof Domains & string]
  | `${Exclude<keyof Client & string, keyof Domains>} is not in the contract`;

type None<Problem extends never> = Problem;

export type SdkFitsTheContract = None<Problems<SongTrackPro, Contract>>;
