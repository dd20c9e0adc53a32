import { after, readQuoted } from '../literals';
import { NONE, only, type Shape } from './shape';

const NEXT = /\\{0,3}["'];s:\d{1,5}:(?=\\{0,3}["'])/y;

/** The value behind the name in an array that PHP has serialized: `s:8:"password";s:4:"…";`. */
export const serialized: Shape = (text, name) => {
  const from = after(NEXT, text, name.end);
  return from === undefined ? NONE : only(name, readQuoted(text, from), 'assignment');
};
