/**
 * The frequency of pairs of letters in words and identifiers, by the first letter's row and the second's column.
 * The unit is half a bit above (after M) or below (before M) chance. Counted over the English and the names in the
 * documentation and the type declarations of public npm packages.
 */
const PAIRS = [
  'CMONBJMALBIPNOANAPORKHGILE',
  'QGHGQFFCONCQGEPIAMNHPAAALA',
  'PBKEPAAQLAONFARDDNJQMAACHA',
  'QHFMTGIBQFCMGEOGALLGNFAEJA',
  'MHNOJMJDFCCMMPGKJRPOFKHNJA',
  'ODIEQOBASAANCJQAANLLNAAALA',
  'MFGDTFLNPAAMKNLEAPMMLEAAJB',
  'RFCESAAAQADFJHPCBLIPLAAAJA',
  'LKNNMKMAAAFNNRQKCKOPCKAHAK',
  'LAACRCACKBFEADMIBCUILHLCAA',
  'MGGIUHIDQDDHBMIHAFPIIAGAGA',
  'PIEMSJDAQBFOEBPGADLNNJDAMA',
  'RMDHSBCAPDALKGOPAFMELAAAIA',
  'OCNPPLPDMBJIGKNIBDPRLJCAHA',
  'JKMODJJAIFJNNRKOAQLMNJLGDA',
  'QBIIQAHJMACOFFPMAQLPMFABFA',
  'CBBABAAAEAANBCAACHEAVDEBAA',
  'PGKKSGKAPAIJLKPHANNNLKDAMA',
  'MBOGRIBMOAIIHGNMGEOROGFGLA',
  'PALFREDORCAHICOIAPNLLAFENA',
  'LLMIPJKAMAAPNQENAPOQGAACAA',
  'SBCATAKAQAABFELAACGEEACAAA',
  'QCGFPAFMRAFHAOQGAPNJABLDBA',
  'MENEPFAGOBAGJFJRACGTCAAFLA',
  'JIJJMHHALADNNQLTAEOLEAMADH',
  'NABDSADENCBHEDTBABHCFBABLJ',
].map((row) => Array.from(row, (letter) => (letter.charCodeAt(0) - 77) / 2));

/** Lower case, upper case, digit, anything else. */
type CharacterClass = 0 | 1 | 2 | 3;

/** The frequency of pairs of classes in identifiers, counted over the same text. */
const CLASS_AFTER_CLASS = [
  [0.877, 0.079, 0.005, 0.039],
  [0.767, 0.209, 0.005, 0.019],
  [0.096, 0.052, 0.618, 0.234],
  [0.642, 0.153, 0.08, 0.125],
];

/**
 * Returns how much more a text looks like a name or a path than like random characters. The unit is bits for each pair
 * of characters: above 0 for names, below 0 for generated text. Texts of fewer than 8 characters are hard to judge.
 */
export function wordiness(value: string): number {
  const text = /[a-z]/.test(value) ? value : value.toLowerCase();
  const classes = Array.from(text, classOf);
  const chance = chanceOfClasses(classes);
  let bits = 0;
  for (let at = 1; at < text.length; at++) {
    const before = classes[at - 1] ?? 3;
    const here = classes[at] ?? 3;
    bits += Math.log2((CLASS_AFTER_CLASS[before]?.[here] ?? 1) / (chance[here] ?? 1));
    const sameWord = before < 2 && here < 2 && !(before === 0 && here === 1);
    if (sameWord) bits += pairBits(text.charCodeAt(at - 1), text.charCodeAt(at));
  }
  return bits / Math.max(text.length - 1, 1);
}

function classOf(character: string): CharacterClass {
  if (character >= 'a' && character <= 'z') return 0;
  if (character >= 'A' && character <= 'Z') return 1;
  return character >= '0' && character <= '9' ? 2 : 3;
}

/** The probability of each class in generated text, from the alphabet that the text seems to use. */
function chanceOfClasses(classes: readonly CharacterClass[]): number[] {
  const sizes = [26, 26, 10, 4].map((size, each) => (classes.some((kind) => kind === each) ? size : 0));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / all);
}

function pairBits(first: number, second: number): number {
  return PAIRS[(first | 32) - 97]?.[(second | 32) - 97] ?? 0;
}
