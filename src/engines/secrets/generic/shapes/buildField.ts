import { limited } from '../../limited';
import { after, readQuoted } from '../literals';
import { NONE, only, type Shape } from './shape';

const CALL = limited(
  /\b(?:buildConfigField|resValue|manifestPlaceholders\.put)[ \t]{0,4}\(?[ \t]{0,4}(?:["'][\w.]{1,40}["'][ \t]{0,4},[ \t]{0,4})?["']$/,
  100,
);
const NEXT = /["'][ \t]{0,4},[ \t]{0,4}(?:["'](?=\\["'])|(?=["']))/y;

/** A field that Gradle compiles into an app: `buildConfigField "String", "X", "\"v\""`. */
export const buildField: Shape = (text, name) => {
  const from = after(NEXT, text, name.end);
  if (from === undefined || !CALL.test(text.slice(Math.max(0, name.start - 100), name.start))) return NONE;
  return only(name, readQuoted(text, from), 'assignment');
};
