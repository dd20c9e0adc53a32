import { limited } from '../../limited';
import { readWord } from '../literals';
import { NONE, only, type Shape } from './shape';

const BEFORE = limited(/(?:^|["'\s;:?&/,])[A-Za-z_]{2,30}=[^\s"'=]{0,200}[ ;]{1,4}$/, 260);
const BEHIND = /^[^\s"'=;]{1,200}[ ;]{1,4}[A-Za-z_]{2,30}=/;

/** A keyword of a connection string, beside other ones: `host=a dbname=b password=v`. */
export const keywords: Shape = (text, name) => {
  if (text.charAt(name.end) !== '=') return NONE;
  const from = name.end + 1;
  const near = text.slice(Math.max(0, name.start - 240), name.start);
  if (!BEFORE.test(near) && !BEHIND.test(text.slice(from, from + 260))) return NONE;
  return only(name, readWord(text, from), 'assignment');
};
