/** The class of a value by its name. Passwords are chosen, the others are generated. */
export type NameClass = 'password' | 'secret' | 'key' | 'token' | 'salt';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const PASSWORDS = set(
  'password passwd pwd pass passphrase passcode psw pswd passwort kennwort senha contrasena motdepasse parola wachtwoord psk passw pword userpassword passwords passwds',
);
/** Names written as one word: `dbpassword`, `storepass`. Too many other words end with `pass` to match it alone. */
const PASSWORD_ENDING =
  /(?:password|passwd|passphrase|pwd)\d{0,2}$|^(?:db|my|user|key|store|root|admin|smtp|mail|ftp|ssh|ldap|bind|require|master|auth|pg|sql|mysql|redis|login|trust|truststore|keystore)pass$/;
const SECRETS = set('secret secrets clientsecret appsecret sharedsecret secretkey secretaccesskey jwtsecret');
const TOKENS = set(
  'token tokens authtoken accesstoken apitoken usertoken bottoken bearer credential credentials creds cred auth authentication bearertoken authkey',
);
const KEYS = set(
  'apikey apikeys accesskey privatekey masterkey signingkey encryptionkey accountkey sharedkey storagekey sessionkey encryptkey hmackey jwtkey servicekey adminkey cryptkey appkey licensekey',
);
/** Words that make a key secret: `signing_key`, not `sort_key`. */
const KEY_OWNERS = set(
  'api access secret private signing sign signature encryption encrypt encrypted decryption master account shared storage auth authentication service app application admin license hmac crypt crypto cipher deploy session cookie jwt aes des webhook client server user integration write read ingest ingestion project subscription live prod production server security wireguard psk preshared rpc bot partner merchant gateway payment consumer developer dev test staging sandbox',
);
const SALTS = set('salt pepper nonce_salt hashsalt');

/** Words that may follow a secret's name: `SECRET_KEY_BASE`, `password2`, `token_prod`. */
const TRAILING = set(
  'value val plain plaintext cleartext clear raw base base64 b64 encoded hex prod production dev development develop staging stage qa uat live sandbox local current new old primary secondary default main master backup v1 v2 v3 v4 here data string str test testing ro rw readonly internal external global shared content literal us eu',
);

/** Words at any position that make a name's value public or made up. */
const NEVER_SECRET = set(
  'public publishable pub pubkey mock mocked fake dummy example sample csrf xsrf antiforgery',
);
/** Words beside a secret's name that change its meaning: a fact about a secret, or no credential. */
const ABOUT_SECRET = set(
  'no has was should can uses show hide hidden forgot forget reset change confirm confirmation invalid valid wrong incorrect bad validate check verify missing empty generate hash hashed encode decode compare next previous prev page continuation cursor pagination sync cancel cancellation parse parser lexer lex syntax punctuation keyword operator identifier tokenizer tokens design color css icon i18n label error placeholder input idempotency foreign partition sort row dictionary map translation react component widget element button field checkbox toggle visibility strength length min max regex pattern policy rule expiry expires ttl type name filename file path dir url uri link endpoint method header param parameter query column index id uuid ref env var prompt message msg text title description hint help tooltip caption fingerprint checksum digest sha sha1 sha256 integrity etag commit version known redacted masked recaptcha site sitekey maps analytics measurement tracking cache lock mutex semaphore idempotent trace span correlation request response stop eos bos pad unk mask special separator delimiter whitespace comma colon',
);
const NEAR_WORDS = 3;

/** The meaning of a name: its class, and its words in lower case. */
export type ReadName = {
  readonly is: NameClass;
  readonly words: readonly string[];
  /** Whether other words exclude a secret: `csrf_token`, `forgot_password`. */
  readonly saysNone: boolean;
};

/**
 * Reads a name such as `spring.datasource.password`, `--client-secret` or `awsSecretAccessKey`.
 * @returns undefined for names that do not end in a word for a secret: `password_field`, `publicKey`
 */
export function readName(name: string): ReadName | undefined {
  const words = wordsOf(name.replace(/plain[_-]?text/gi, 'plaintext'));
  let last = words.length - 1;
  while (last > 0 && (TRAILING.has(words[last] ?? '') || /^\d{1,4}$/.test(words[last] ?? ''))) last--;
  // `secret_value` and `key_base` end with words that may follow a secret's name.
  const is = classOf(words.slice(0, last + 1));
  if (is === undefined) return undefined;
  const judged = isSecretId(words.at(-1) ?? '', words.at(-2) ?? '') ? words.slice(0, -1) : words;
  const saysNone =
    judged.some((word) => NEVER_SECRET.has(word)) ||
    judged.slice(-NEAR_WORDS).some((word) => ABOUT_SECRET.has(word));
  return { is, words, saysNone };
}

/** Splits a name in snake, kebab, dotted or camel case into its words, in lower case. */
export function wordsOf(name: string): string[] {
  const spaced = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z]{2})(\d{1,4})$/i, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]{1,100}/)
    .filter(Boolean);
}

function classOf(words: readonly string[]): NameClass | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (PASSWORDS.has(last) || PASSWORD_ENDING.test(last)) return 'password';
  if (SECRETS.has(last) || last.endsWith('secret')) return 'secret';
  if (last === 'key' && words.slice(-3, -1).includes('secret')) return 'secret';
  if (TOKENS.has(last) || last.endsWith('token') || isSecretId(last, before)) return 'token';
  if (isKey(last, before)) return 'key';
  return SALTS.has(last) ? 'salt' : undefined;
}

function isKey(last: string, before: string): boolean {
  return KEYS.has(last) || last.endsWith('apikey') || (last === 'key' && KEY_OWNERS.has(before));
}

/** Vault's AppRoles sign in with a role_id, which is a name, and a secret_id, which is a secret. */
function isSecretId(last: string, before: string): boolean {
  return last === 'id' && before === 'secret';
}
