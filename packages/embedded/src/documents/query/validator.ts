import { CommandError } from '../errors.ts';
import { compileFilter, type Matcher } from './filter.ts';
import { compileSchema } from './json-schema.ts';
import { valueAt } from './update-paths.ts';
import { type Doc, isPlainObject } from './values.ts';

export interface Validator {
  /** `moderate` spares updates of documents that were invalid before. */
  moderate: boolean;
  matches: Matcher;
  /** Error 121 with what the document breaks. */
  refusal(doc: Doc): CommandError;
}

/** The validator of a collection's options; null where nothing is to be refused (none, off, or only a warning). */
export function compileValidator(options: Doc): Validator | null {
  const { validator, validationLevel, validationAction } = options;
  if (!isPlainObject(validator) || Object.keys(validator).length === 0) return null;
  if (validationLevel === 'off' || validationAction === 'warn') return null;
  return {
    moderate: validationLevel === 'moderate',
    matches: compileFilter(validator),
    refusal: (doc) =>
      new CommandError('DocumentValidationFailure', 'Document failed validation', {
        errInfo: { failingDocumentId: doc._id, details: explain(validator, doc) },
      }),
  };
}

/** Which part of a validator a document breaks, in the form of MongoDB's errInfo. */
function explain(validator: Doc, doc: Doc): Doc {
  const failed = Object.entries(validator).filter(([field, condition]) => !compileFilter({ [field]: condition })(doc));
  const details = failed.map(([field, condition]) => explainPart(field, condition, doc));
  if (details.length === 1 && Object.keys(validator).length === 1) return details[0] as Doc;
  const clauses = failed.map(([field], i) => ({ index: Object.keys(validator).indexOf(field), details: details[i] }));
  return { operatorName: '$and', clausesNotSatisfied: clauses };
}

function explainPart(field: string, condition: unknown, doc: Doc): Doc {
  if (field === '$jsonSchema') {
    const { title, description } = condition as Doc;
    return {
      operatorName: '$jsonSchema',
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      schemaRulesNotSatisfied: compileSchema(condition)(doc),
    };
  }
  if ((field === '$and' || field === '$or') && Array.isArray(condition)) {
    const clauses = condition
      .map((branch, index) => ({ index, branch }))
      .filter(({ branch }) => !compileFilter(branch)(doc))
      .map(({ index, branch }) => ({ index, details: explain(branch, doc) }));
    return { operatorName: field, clausesNotSatisfied: clauses };
  }
  if (field === '$expr') {
    return {
      operatorName: '$expr',
      specifiedAs: { $expr: condition },
      reason: 'expression did not match',
      expressionResult: false,
    };
  }
  if (field.startsWith('$'))
    return { operatorName: field, specifiedAs: { [field]: condition }, reason: 'child expression matched' };
  const operator =
    isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$')
      ? (Object.keys(condition)[0] as string)
      : '$eq';
  const value = valueAt(doc, field.split('.'));
  if (value === undefined)
    return { operatorName: operator, specifiedAs: { [field]: condition }, reason: 'field was missing' };
  const reason =
    operator === '$type'
      ? 'type did not match'
      : operator === '$regex'
        ? 'regular expression did not match'
        : 'comparison failed';
  return { operatorName: operator, specifiedAs: { [field]: condition }, reason, consideredValue: value };
}
