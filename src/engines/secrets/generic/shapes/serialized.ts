import { after, readQuoted } from '../literals';
import type { Shape } from './shape';

const NEXT = /\\{0,3}["'];s:\d{1,5}:(?=\\{0,3}["'])/y;

/** The value behind the name in an array that PHP has serialized: `s:8:"password";s:4:"…";`. */
export const serialized: Shape = function* (text, name) {
  const from = after(NEXT, text, name.end);
  const value = from === undefined ? undefined : readQuoted(text, from);
  if (value !== undefined && value.end > value.start) yield { name, value, place: 'assignment' };
};
