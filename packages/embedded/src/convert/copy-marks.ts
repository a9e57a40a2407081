import { EJSON } from 'bson';
import type { Collection, Db } from 'mongodb';
import { EmbeddedStoreError } from '../errors.ts';
import type { CollectionDefinition } from './collection-definition.ts';

/** Lies in a target for as long as its copy isn't finished. */
export const MARKS = 'conversion_marks';

interface Mark {
  /** `source`, or `copied <collection>`. */
  _id: string;
  /** Where the copy comes from; of a collection its definition when it was copied. */
  from: string;
}

/** What an earlier, interrupted conversion has done already, so that the next one goes on from there. */
export class CopyMarks {
  readonly #marks: Collection<Mark>;

  private constructor(marks: Collection<Mark>) {
    this.#marks = marks;
  }

  /** Refuses a target that holds anything but an unfinished copy of the same source. */
  static async open(target: Db, source: string): Promise<CopyMarks> {
    const marks = target.collection<Mark>(MARKS);
    const begun = await marks.findOne({ _id: 'source' });
    if (begun === null) {
      const [other] = await target.listCollections({ name: { $nin: [MARKS] } }, { nameOnly: true }).toArray();
      if (other) throw refused(target, `isn't empty: it holds ${other.name}. Choose an empty one, or drop it first`);
      await marks.insertOne({ _id: 'source', from: source }, { writeConcern: { w: 'majority', journal: true } });
    } else if (begun.from !== source) {
      throw refused(target, `holds an unfinished copy of ${begun.from}. Finish that one, or drop the database`);
    }
    return new CopyMarks(marks);
  }

  async isCopied(definition: CollectionDefinition): Promise<boolean> {
    const mark = await this.#marks.findOne({ _id: idOf(definition.name) });
    return mark?.from === describe(definition);
  }

  async setCopied(definition: CollectionDefinition): Promise<void> {
    const mark = { from: describe(definition) };
    await this.#marks.replaceOne({ _id: idOf(definition.name) }, mark, { upsert: true });
  }

  async forget(name: string): Promise<void> {
    await this.#marks.deleteOne({ _id: idOf(name) });
  }
}

/** The last step: what lies in the target is a whole copy from now on. */
export async function removeMarks(target: Db): Promise<void> {
  await target.dropCollection(MARKS);
}

const idOf = (name: string): string => `copied ${name}`;
const describe = ({ options }: CollectionDefinition): string => EJSON.stringify(options, { relaxed: false });

function refused(target: Db, why: string): EmbeddedStoreError {
  return new EmbeddedStoreError('conversion_failed', `The target database ${target.databaseName} ${why}.`);
}
