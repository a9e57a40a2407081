/**
 * Tests of the CRUD folder that fail, by file and description, each with the reason. A test keeps the list exact:
 * what fails must be here, and what is here must fail.
 */
const LEAVES_OUT_FALSE = 'the driver does not send bypassDocumentValidation when it is false';
const REPLACES_NULL_IDS = 'the driver replaces an _id that is null before it sends the document';
const ZERO_RESULT = 'the driver attaches a partial result of zeros instead of none';

export const KNOWN_FAILURES: Record<string, Record<string, string>> = {
  'bypassDocumentValidation.json': {
    'Aggregate with $out passes bypassDocumentValidation: false': LEAVES_OUT_FALSE,
    'BulkWrite passes bypassDocumentValidation: false': LEAVES_OUT_FALSE,
    'FindOneAndReplace passes bypassDocumentValidation: false': LEAVES_OUT_FALSE,
    'FindOneAndUpdate passes bypassDocumentValidation: false': LEAVES_OUT_FALSE,
    'InsertMany passes bypassDocumentValidation: false': LEAVES_OUT_FALSE,
  },
  'client-bulkWrite-partialResults.json': {
    'partialResult is unset when first operation fails during an ordered bulk write (verbose)': ZERO_RESULT,
    'partialResult is unset when first operation fails during an ordered bulk write (summary)': ZERO_RESULT,
    'partialResult is unset when all operations fail during an unordered bulk write': ZERO_RESULT,
  },
  'create-null-ids.json': {
    'inserting _id with type null via insertOne': REPLACES_NULL_IDS,
    'inserting _id with type null via insertMany': REPLACES_NULL_IDS,
    'inserting _id with type null via bulkWrite': REPLACES_NULL_IDS,
    'inserting _id with type null via clientBulkWrite': REPLACES_NULL_IDS,
  },
  'estimatedDocumentCount.json': {
    'estimatedDocumentCount works correctly on views': 'the embedded server has no views',
  },
};
