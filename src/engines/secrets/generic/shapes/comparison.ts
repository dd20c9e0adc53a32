import { after, readQuoted } from '../literals';
import { NONE, only, type Shape } from './shape';

const OPERATOR =
  /["'`]?[\])]{0,2}[ \t]{0,8}(?:={2,3}|!={1,2}|-c?eq\b|\beq\b)[ \t]{0,8}(?=[rbuf@$]{0,2}["'`])/y;

/** A value that the name is compared with: `password == "v"`, `headers['x-token'] === 'v'`. */
export const comparison: Shape = (text, name) => {
  const from = after(OPERATOR, text, name.end);
  return from === undefined ? NONE : only(name, readQuoted(text, from), 'comparison');
};
