/** Syllables that words are put together from, so that they share trigrams as real words do. */
const syllables =
  'ba be bi bo da de di do fa fe ga go ha he ja jo ka ke ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so su ta te ti to va ve vi vo wa we ya za an en in on ar er or el'.split(
    ' ',
  );

/** A number that looks random and is the same in every run (a 32-bit finaliser of MurmurHash 3). */
function mixed(value: number, salt: number): number {
  let bits = Math.imul(value ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const words = Array.from({ length: 5000 }, (_, word) => {
  const parts = Array.from({ length: 2 + (mixed(word, 99) % 2) }, (_, place) => {
    return syllables[mixed(word, place) % syllables.length] ?? '';
  });
  return parts.join('');
});

/** Two or three words that follow from the number alone. */
export function titleOf(number: number): string {
  const count = 2 + (mixed(number, 7) % 2);
  return Array.from({ length: count }, (_, place) => words[mixed(number, place + 11) % words.length] ?? '').join(' ');
}

/** A search as people type it: a word or two of a title, every third one with a letter missing. */
export function searchOf(number: number, round: number): string {
  const parts = titleOf(number).split(' ').slice(0, 2).join(' ');
  if (round % 3 !== 0) return parts;
  const gap = 1 + (mixed(number, 5) % (parts.length - 2));
  return parts.slice(0, gap) + parts.slice(gap + 1);
}

export const pick = (round: number, salt: number, limit: number): number => mixed(round, salt) % limit;
