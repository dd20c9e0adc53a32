import { after, readQuoted } from '../literals';
import type { Shape } from './shape';

const FIELD = /\\?["']?[ \t]{0,4}[:=]?[ \t]{0,4}\{\s{0,80}(?:[^{}]{0,300}?[\s,{])??\\?["']?value\\?["']?[ \t]{0,4}[:=][ \t]{0,4}/y;

/** The field for the value in a block under the name, as in outputs and plans: `"x": {"type": "string", "value": "v"}`. */
export const block: Shape = function* (text, name) {
  const from = after(FIELD, text, name.end);
  const value = from === undefined ? undefined : readQuoted(text, from);
  if (value !== undefined && value.end > value.start) yield { name, value, place: 'assignment' };
};
