import type { Strength } from '../checks/strength';
import type { FileKind } from '../fileKind';
import type { ReadName } from './names';
import { isSettings } from './settings';
import {
  hasRandomPart,
  isChosenWord,
  isIdentifier,
  isKeyFingerprint,
  isMixed,
  isOfAllSorts,
  isPhrase,
  isRandomThroughout,
  UUID,
} from './valueForms';
import type { Fact } from './weights';

/** Returns what the value under a password's name looks like; undefined for what is no password at all. */
export function ofPassword(value: string, strength: Strength, kind: FileKind): readonly Fact[] | undefined {
  if (UUID.test(value)) return ['namesSecret', 'uuid'];
  if (strength === 'random') return ['namesSecret', 'random'];
  if (isIdentifier(value))
    return kind.isLive === true && isChosenWord(value) ? ['namesSecret', 'word'] : undefined;
  if (strength === 'weak') {
    if (!isSettings(kind) && kind.isLive !== true) return undefined;
    return ['namesSecret', /^\p{L}{1,200}$/u.test(value) ? 'word' : 'weak'];
  }
  return ['namesSecret', isMixed(value) ? 'mixed' : 'chosen'];
}

/** Returns what the value under another secret's name looks like; undefined for what is none at all. */
export function ofToken(
  name: ReadName,
  value: string,
  strength: Strength,
  kind: FileKind,
): readonly Fact[] | undefined {
  const { is, words, says } = name;
  if (isKeyFingerprint(words, value)) return undefined;
  if (says === 'owner' || says === 'bare') return ofOwnersKey(value);
  if (UUID.test(value))
    return ['namesSecret', is === 'secret' && words.includes('client') ? 'clientsUuid' : 'uuid'];
  if (strength === 'random' || hasRandomPart(value))
    return [is === 'salt' ? 'namesSalt' : 'namesSecret', 'random'];
  return isChosenSecret(name, value, strength, kind) ? ['namesSecret', 'chosenSecret'] : undefined;
}

function ofOwnersKey(value: string): readonly Fact[] | undefined {
  return isRandomThroughout(value) && !UUID.test(value) ? ['namesOwnersKey', 'randomThroughout'] : undefined;
}

/** Secrets that sign are often chosen by people, who then take long texts. */
function isChosenSecret({ is, says }: ReadName, value: string, strength: Strength, kind: FileKind): boolean {
  if (is !== 'secret' || says !== 'end' || isIdentifier(value)) return false;
  if (!isSettings(kind) && kind.isLive !== true) return strength === 'human' && isOfAllSorts(value);
  return isPhrase(value) || (strength === 'human' && isMixed(value));
}
