import { after, type Literal, readLine, readQuoted } from '../literals';
import { NONE, type Shape } from './shape';

const MOST_ITEMS = 100;
/** The beginning of a list in JSON, JavaScript, Python, PHP, Ruby, Java, Kotlin, C# and Go. */
const OPENING =
  /["'`]?[\])]?[ \t]{0,8}(?::[ \t]{0,4}[\w<>[\], ]{1,40}?)?(?:=>|:=|[=:])[ \t]{0,8}(?:\[\]string|(?:new[ \t]{1,4}\w{0,20}\[\][ \t]{0,4})|array|listOf|setOf|List\.of|Set\.of|Arrays\.asList|frozenset|set|tuple)?[ \t]{0,4}[[({]{1,2}\s{0,80}(?=[rbu@]?["'`])/y;
const SEPARATOR = /["'`][ \t]{0,8},\s{0,80}(?=[rbu@]?["'`])/y;
/** Behind a key, a pair follows, not a list. */
const PAIR = /["'`][ \t]{0,8}(?:=>|:)/y;
const YAML_OPENING = /["']?:[ \t]{0,8}(?:#[^\n]{0,100})?\r?\n(?=[ \t]{0,40}-[ \t])/y;
const YAML_DASH = /[ \t]{0,40}-[ \t]{1,8}(?=[^\s#&*])/y;
const LINE_END = /[ \t]{0,8}(?:[ \t]#[^\n]{0,200})?\r?(?:\n|$)/y;

/** The items of a list under the name. They are `KEYS = ["a", "b"]`, and the lines with dashes below a name in YAML. */
export const list: Shape = (text, name, format) => {
  const values = [...(format === 'yaml' ? yamlItems(text, name.end) : []), ...items(text, name.end)];
  return values.length === 0 ? NONE : values.map((value) => ({ name, value, place: 'list' }));
};

function items(text: string, end: number): readonly Literal[] {
  const found: Literal[] = [];
  let at = after(OPENING, text, end);
  for (let count = 0; at !== undefined && count < MOST_ITEMS; count++) {
    const value = readQuoted(text, at);
    if (value === undefined || after(PAIR, text, value.end) !== undefined) break;
    if (value.end > value.start) found.push(value);
    at = after(SEPARATOR, text, value.end);
  }
  return found;
}

function yamlItems(text: string, end: number): readonly Literal[] {
  const found: Literal[] = [];
  let at = after(YAML_OPENING, text, end);
  for (let count = 0; at !== undefined && count < MOST_ITEMS; count++) {
    const from = after(YAML_DASH, text, at);
    const value = from === undefined ? undefined : (readQuoted(text, from) ?? readLine(text, from));
    if (value === undefined) break;
    // An item with a colon and a space is a mapping of its own.
    if (value.quoted || !/:(?: |$)/.test(text.slice(value.start, value.end))) found.push(value);
    at = after(LINE_END, text, value.quoted ? value.end + 1 : value.end);
  }
  return found;
}
