/** The words of names, in one table: what makes a name a secret's, and what makes it something else. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** "Password" in ten languages besides English, as one word of a name; accents are folded before the comparison. */
const PASSWORDS_ABROAD = {
  de: 'passwort kennwort zugangswort losungswort',
  fr: 'motdepasse mdp',
  es: 'contrasena contrasenia clavesecreta',
  pt: 'senha palavrapasse palavrachave',
  it: 'parola parolachiave parolaccesso',
  nl: 'wachtwoord',
  pl: 'haslo',
  ru: 'пароль парольдоступа',
  zh: '密码 密碼 口令',
  ja: 'パスワード 暗証番号',
} as const;

/** Several words that together say "password" in another language, as they are joined in the table above. */
export const PHRASES: readonly (readonly [phrase: RegExp, word: string])[] = [
  [/mot[\W_]?de[\W_]?passe/giu, 'motdepasse'],
  [/palavra[\W_]?(?:passe|chave)/giu, 'palavrapasse'],
  [/parola[\W_]?(?:d[\W_]?ordine|chiave)/giu, 'parolachiave'],
  [/clave[\W_]secreta/giu, 'clavesecreta'],
  [/plain[_-]?text/giu, 'plaintext'],
];

/** How the phrases begin, which few names do. */
export const MAY_HAVE_PHRASE = /mot|palavra|parola|clave|plain/i;

export const PASSWORDS = set(
  `password passwd pwd pass passphrase passcode psw pswd psk pw passw pword userpassword passwords passwds ${Object.values(PASSWORDS_ABROAD).join(' ')}`,
);
/** Keywords for the words above which hold none of the English ones, as the bytes of UTF-8. */
export const FOREIGN_KEYWORDS: readonly string[] = [
  ...['kennwort', 'contrase', 'senha', 'mdp', 'parola', 'wachtwoord', 'haslo', 'palavra', 'losungswort'],
  ...[
    'has\u0142o',
    '\u043f\u0430\u0440\u043e\u043b\u044c',
    '\u041f\u0430\u0440\u043e\u043b\u044c',
    '\u041f\u0410\u0420\u041e\u041b\u042c',
  ].map(utf8),
  ...['密码', '密碼', '口令', 'パスワード', '暗証番号'].map(utf8),
];

/** Names written as one word: `dbpassword`, `storepass`. Too many other words end with `pass` to match it alone. */
export const PASSWORD_ENDING =
  /(?:password|passwd|passphrase|passwort|kennwort|pwd)\d{0,2}$|^(?:db|my|user|key|store|root|admin|smtp|mail|ftp|ssh|ldap|bind|require|master|auth|pg|sql|mysql|redis|login|trust|truststore|keystore)pass$/;
export const SECRETS = set(
  'secret secrets clientsecret appsecret sharedsecret secretkey secretaccesskey jwtsecret',
);
export const TOKENS = set(
  'token tokens authtoken accesstoken apitoken usertoken bottoken bearer credential credentials creds cred auth authentication bearertoken authkey',
);
export const KEYS = set(
  'apikey apikeys accesskey privatekey masterkey signingkey encryptionkey accountkey sharedkey storagekey sessionkey encryptkey hmackey jwtkey servicekey adminkey cryptkey appkey licensekey cipherkey validationkey',
);
/** Words that make a key secret: `signing_key`, not `sort_key`. */
export const KEY_OWNERS = set(
  'api access secret private signing sign signature encryption encrypt decryption master account shared auth authentication service app application admin license hmac crypt crypto cipher deploy session cookie jwt aes des webhook client server user integration write read ingest ingestion project subscription live prod production server security wireguard psk preshared rpc bot partner merchant gateway payment consumer developer dev test staging sandbox validation',
);
export const SALTS = set('salt pepper nonce_salt hashsalt');

/** Words that may follow a secret's name: `SECRET_KEY_BASE`, `password2`, `token_prod`. */
export const TRAILING = set(
  'value val plain plaintext cleartext clear raw base base64 b64 encoded hex prod production dev development develop staging stage qa uat live sandbox local current new old primary secondary default initial main master backup v1 v2 v3 v4 here data string str test testing ro rw readonly internal external global shared content literal us eu',
);

/** Words at any position that make a name's value public or made up. */
export const NEVER_SECRET = set(
  'public publishable pub pubkey mock mocked fake dummy example sample csrf xsrf antiforgery authenticity',
);
/** Words beside a secret's name that change its meaning: a fact about a secret, or no credential. */
export const ABOUT_SECRET = set(
  'no has was should can uses show hide hidden forgot forget reset change confirm confirmation invalid valid wrong incorrect bad validate check verify missing empty generate hash hashed encode decode compare next previous prev page continuation cursor pagination sync cancel cancellation parse parser lexer lex syntax punctuation keyword operator identifier tokenizer design color css icon i18n label error placeholder input idempotency foreign partition sort row dictionary map translation react component widget element button field checkbox toggle visibility strength length min max regex pattern policy rule expiry expires ttl type name filename file path dir url uri link endpoint method header param parameter query column index id uuid ref env var prompt message msg text title description hint help tooltip caption fingerprint checksum digest sha sha1 sha256 integrity etag commit version known redacted masked recaptcha site sitekey analytics measurement tracking cache lock mutex semaphore idempotent trace span correlation request response stop eos bos pad unk mask special separator delimiter whitespace comma colon enter your please',
);

/** Words before `key` with which it only orders, finds or names something: `sort_key`, `queryKey`. */
export const PLAIN_KEYS = set(
  'encrypted primary foreign unique composite natural candidate query sort order partition range row column cache storage store lookup index map hash dict dictionary object property prop field attribute attr group grouping label name translation i18n locale message text resource registry react list item element option param parameter header cookie meta metadata config setting settings pref preference feature flag topic routing route event metric tag type kind node tree root parent child next prev previous first last current default any some each every other same new old empty missing unknown invalid test tests mock dummy example sample public host ssh gpg pgp pub publickey session state context scope namespace section data json yaml xml etag dedupe idempotency lock mutex semaphore window arrow enter escape tab space shift ctrl control alt cmd command function modifier hot short shortcut access shortcutkey press down up left right home end page delete insert backspace keyboard input pseudo surrogate alternate secondary lang language sub top layout theme color style class id uid guid uuid trace span request response file path url uri version commit digest fingerprint checksum integrity bundle module package chunk source target entity model table database db record document collection bucket shard segment slot cursor page',
);

/** What is no secret among credentials: who they are for, and where. */
export const PUBLIC_MEMBERS = set(
  'user username account host hostname server domain region bucket database db port tenant realm issuer audience scope scopes client project owner org organization arn resource provider format role roles class group icon size width height font hash hashes',
);

function utf8(word: string): string {
  return Buffer.from(word).toString('latin1');
}
