import { limited } from '../../limited';
import { after, readQuoted } from '../literals';
import type { Shape } from './shape';

const CALL = limited(
  /\b(?:buildConfigField|resValue|manifestPlaceholders\.put)[ \t]{0,4}\(?[ \t]{0,4}(?:["'][\w.]{1,40}["'][ \t]{0,4},[ \t]{0,4})?["']$/,
  100,
);
const NEXT = /["'][ \t]{0,4},[ \t]{0,4}(?:["'](?=\\["'])|(?=["']))/y;

/** A field that Gradle compiles into an app: `buildConfigField "String", "X", "\"v\""`. */
export const buildField: Shape = function* (text, name) {
  if (!CALL.test(text.slice(Math.max(0, name.start - 100), name.start))) return;
  const from = after(NEXT, text, name.end);
  const value = from === undefined ? undefined : readQuoted(text, from);
  if (value === undefined) return;
  if (value.end > value.start) yield { name, value, place: 'assignment' };
};
