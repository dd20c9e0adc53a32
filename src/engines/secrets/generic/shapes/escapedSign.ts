import { after } from '../literals';
import { NONE, only, type Shape } from './shape';

/** A sign of assignment with quotes around it, of which at least one is escaped: `%3D`, `%22%3A%22`, `=&quot;`. */
const SIGN =
  /(?:%(?:25)?2[27]|&(?:quot|#3[49]|apos);|\\u002[27])?(?:(?:%(?:25)?3[ad]|&#(?:58|61);|\\u003[ad]|\\x3[ad])(?:%(?:25)?20|\+)?(?:%(?:25)?2[27]|&(?:quot|#3[49]|apos);|\\u002[27])?|[ \t]{0,4}[:=][ \t]{0,4}(?:&(?:quot|#3[49]|apos);|\\u002[27]|%22))/iy;
/** What ends a value: an escaped quote, separator, bracket or blank, or what no escaped text has. */
const VALUE =
  /(?:(?!%(?:25)?(?:2[0267c]|3b|7d|0[ad])|&(?:quot|apos|amp|#3[49]);|\\(?:u002[267]|x26))[^\s"'<>,;)}]|;(?=[^\s"'<>])){1,500}/iy;

/** A value behind an escaped sign, in a URL within another one, or in an attribute of HTML: `password%3Dv%26…`. */
export const escapedSign: Shape = (text, name) => {
  const start = after(SIGN, text, name.end);
  const end = start === undefined ? undefined : after(VALUE, text, start);
  if (start === undefined || end === undefined) return NONE;
  return only(name, { start, end, quoted: false }, 'assignment');
};
