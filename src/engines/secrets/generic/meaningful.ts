import { judgeJwt } from '../checks/jwt';

/** Texts with a known meaning, regardless of the name that they are assigned to. */
const MEANINGFUL: readonly RegExp[] = [
  /\s/,
  /[^\x20-\x7e]/,
  /:\/\//,
  /^\.{1,2}\//,
  // The end of one string and the beginning of the next, with code between them.
  /^['"] ?[.+,]|[.+,] ?['"]$/,
  /^-----BEGIN/,
  /^(?:sha\d{1,3}|md5|integrity)[-:=]/i,
  /^data:/,
  // The public halves of pairs, and keys for tests.
  /^(?:AKIA|ASIA|pk_(?:live|test)_|[rs]k_test_)/,
  // Data that Windows has encrypted for one of its accounts.
  /^AQAAANCM/,
  // Data of Sealed Secrets begins with the length of an RSA 4096 key.
  /^Ag[A-D][A-Za-z0-9+/]{300,4000}/,
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)/,
  /^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}$/,
  /%[sdvq@]/,
  /\\[dwsbnrtu]|\[[a-z]-[a-z]|\.\*|\.\+|\^\[|\(\?|\{\d{1,3},?\d{0,3}\}/i,
  /&(?:quot|lt|gt|amp|#\d{1,5});/,
  /^[.#][a-z][\w-]{0,60}$/i,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/,
  /^[+-]?\d{0,20}[.,]?\d{1,20}$/,
  /^[A-Za-z]{2,20}\/[a-z0-9.+-]{2,60}$/,
  // An attribute after one whose value ended with a secret's name, and validation rules of forms.
  /^[a-z][\w-]{0,40}=[{"']/i,
  /^[a-z_]{2,40}(?::[\w,.]{1,60})?(?:\|[a-z_]{2,40}(?::[\w,.]{1,60})?){1,12}$/,
  // The keys of Azure's emulators, which are public.
  /^(?:Eby8vdM02xNOcq|C2y6yDjf5\/R\+ob0N8A7Cgv)/,
  /^\$2[abxy]?\$|^\$(?:1|5|6|y|7|apr1|argon2\w{1,2}|pbkdf2[\w-]{0,10}|scrypt)\$|^pbkdf2_sha|^\{(?:SSHA|SHA|CRYPT)\d{0,3}\}/i,
];

/**
 * Whether a value has a meaning of its own, whatever name it stands under.
 * A token that decodes has a rule, which knows what it is for.
 */
export function isMeaningful(value: string): boolean {
  return (
    MEANINGFUL.some((pattern) => pattern.test(value)) || (value.startsWith('eyJ') && judgeJwt(value) !== 'no')
  );
}
