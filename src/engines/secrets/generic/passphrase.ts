import { isReference } from '../checks/references';
import type { ReadName } from './names';
import { isSettings } from './settings';
import type { Setting } from './statement';

/** Words of sentences for people: labels, hints and errors of a user interface. */
const OF_SENTENCE =
  /(?:^|[\s"'(])(?:the|your|you|is|are|be|been|was|must|may|can|cannot|not|please|enter|and|or|of|for|to|a|an|in|with|this|that|if|password|passwords|passphrase|secret|token|key|used|user|required|optional|characters|die|der|das|ihr|ihre|ein|eine|und|ist|le|la|les|de|du|votre|el|los|tu|su|il|per|o|um|uma|seu|sua|het|een|uw)(?=$|[\s"',.!?:;)])/iu;

/**
 * Several words where a password is set: with a digit, or under the name of a passphrase. In code they must be quoted.
 * Beyond ASCII a value needs a digit as well, since texts in all languages stand under such names.
 */
export function isPassphrase(
  { is, says, words }: ReadName,
  value: string,
  { kind, quoted, place }: Setting,
): boolean {
  if (is !== 'password' || says !== 'end' || place !== 'assignment' || kind.role !== 'product') return false;
  const isWide = /[^\x20-\x7e]/.test(value);
  if (!(/ /.test(value) || isWide) || !/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{8,120}$/u.test(value)) return false;
  if (OF_SENTENCE.test(value) || isReference(value) || /^[<{[(]|[>})\]]$|[{}]|[=;]/.test(value)) return false;
  if (!(isSettings(kind) || kind.isLive === true || quoted)) return false;
  const isNamed = words.includes('passphrase') && /^[a-z]{2,20}(?: [a-z]{2,20}){3,11}$/.test(value);
  return isNamed || (/\d/.test(value) && (value.match(/\p{L}/gu)?.length ?? 0) >= 4 && !/\.$/.test(value));
}
