/** Values that refer to another value: variables, templates, calls, locations of a secret, encrypted texts. */
const REFERENCES: readonly RegExp[] = [
  // $VAR, ${VAR}, $(command), #{x}, @{x}, %{x}, %(x)s, %VAR%, @VAR@, {{ x }}, <%= x %>, {x}, [x], <x>
  /^[$#@%]{1,2}[{(]/,
  // Grafana: $__file{x}, $__env{X}
  /^\$_{1,2}\w{1,20}\{/,
  /^\${1,2}[A-Za-z_][\w.>[\]()'"-]{0,120}$/,
  /^\$\w{1,40}$/,
  /^%[A-Za-z_]\w{1,60}%$/,
  /^@[A-Za-z_.-]{2,60}@$/,
  /\$\{|\{\{|\}\}|<%|%>|\$\(|#\{|%\(|\$\[/,
  /^[[<{(][^\]>})]{0,200}[\]>})]$/,
  /^%[-#0-9.]{0,4}[a-zA-Z]$/,
  // Without quotes, the rest of a placeholder is behind the value: <ask somebody>.
  /^<[a-z]{1,20}$/i,
  // Encrypted or stored elsewhere: jasypt, sops, eyaml, Ansible vault, Spring, password managers, cloud stores.
  /^ENC ?[([]/i,
  /^(?:\{cipher\}|!vault|!ref|!sub|!getatt|!secret|!env|\$ANSIBLE_VAULT|\$VAULT)/i,
  /^(?:op|vault|ssm|secretsmanager|keyvault|sops|ref\+?\w{0,20}|gcpsm|awssm|aws-?sm|doppler|bao|akv|file|env|secret|secrets|kms|keyring|credhub|base64|include|resolve|arn|urn|projects):/i,
  /^@Microsoft\.KeyVault\(/i,
  // Members of a program's configuration objects.
  /^(?:process|os|env|ENV|System|config|cfg|conf|settings|secrets?|vars?|local|self|this|data|module|ctx|context|props|options|opts|req|request|res|response|params|args|input|inputs|github|steps|matrix|needs|runner|app|Rails|builtins|lookup|hiera|node|each|values|Values|credentials|user|account|form|state|event|session|body|payload|result|row|item|obj|parsed|client|auth|me|it)(?:\.|\[|\(|\?\.|->|::)\w/,
  /^(?:await|new|null|return|typeof|function|lambda|async|not|if|else|let|const|var)\b[ (]/,
];

/** Calls: `name(…)`, `a.b.c(…)`, `Name::new(…)`. */
const CALL =
  /^!?&?\*?[A-Za-z_$][\w$]{0,60}(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]{0,60}){0,8}!?(?:<[\w<>, ]{0,40}>)?\(.{0,400}\)?$/;
const MEMBER = /^[A-Za-z_$][\w$]{1,60}(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]{1,60}){1,8}$/;
const ELEMENT = /^[A-Za-z_$][\w$.]{0,60}\[["']?[\w.-]{0,60}["']?\]$/;
/** The longest name between two separators that file systems allow, in characters. */
const ROOTED_PATH = /^(?:\.{0,2}|~|[A-Za-z]:)[/\\](?:[\w.@ -]{1,255}[/\\]){0,19}[\w.@ -]{1,255}[/\\]?$/;
const RELATIVE_PATH = /^[\w.@-]{1,60}(?:[/\\][\w.@-]{2,60}){2,12}$/;
const FILE =
  /^[\w./\\-]{1,120}\.(?:ya?ml|json|txt|pem|key|crt|cer|jks|p12|pfx|env|conf|cfg|ini|properties|xml|toml|sh|py|js|ts|tsx|jsx|java|go|rb|php|cs|html?|css|md|svg|png|enc|gpg|asc|pub|kdbx|db|sql|log|tf|lock|csv)$/i;
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s@]{0,400}$/i;

/**
 * Whether a value only refers to the real one or is code: `${DB_PASSWORD}`, `process.env.TOKEN`, `/run/secrets/db`,
 * `ENC[AES256_GCM,…]`, `getToken()`, `https://example.org/token`.
 * @param isLiteral whether it stands where no code can, so that `maple.leaf` is no member of an object
 */
export function isReference(value: string, isLiteral = false): boolean {
  return REFERENCES.some((pattern) => pattern.test(value)) || isCode(value, isLiteral) || isPlace(value);
}

function isCode(value: string, isLiteral: boolean): boolean {
  if (CALL.test(value) || ELEMENT.test(value)) return true;
  return MEMBER.test(value) && !looksChosen(value) && !(isLiteral && TWO_WORDS.test(value));
}

/** Where no program's code can stand, words with a dot between them are a password, unless they name a secret. */
const TWO_WORDS = /^(?![a-z.]{0,40}(?:pass|pwd|secret|token|key|cred))[a-z]{3,20}\.[a-z]{3,20}$/;

/** Versions, dimensions, bases and lengths in bits. */
const NUMBERS_OF_CODE = /^(?:[1-4]|8|10|1[26]|32|64|128|224|256|384|512)$/;

/**
 * Passwords have dots too: `Maple.River82`, `bl0ssom.Hill`. In identifiers, digits end a part with a conventional
 * number, such as `Sum256` and `log10`. They also replace letters, as in `i18n`.
 */
function looksChosen(value: string): boolean {
  if (/\d[A-Za-z]{1,3}\d|[A-Za-z]{2}[013457][a-z]{2}/.test(value)) return true;
  const [, inside, behind] = /^[A-Z][a-z]{2,20}(\d{0,4})\.[A-Z][a-z]{2,20}(\d{0,4})$/.exec(value) ?? [];
  return [inside, behind].some((number) => number && !NUMBERS_OF_CODE.test(number));
}

function isPlace(value: string): boolean {
  return ADDRESS.test(value) || FILE.test(value) || (isPath(value) && !looksPacked(value));
}

function isPath(value: string): boolean {
  return ROOTED_PATH.test(value) || RELATIVE_PATH.test(value);
}

/** Base64 has slashes too, but no words between them. */
function looksPacked(value: string): boolean {
  return (
    value.endsWith('=') || (/[a-z]\d[A-Z]|\d[a-z]{1,2}\d|[A-Z]\d[a-z]/.test(value) && !/[.-]/.test(value))
  );
}
