import { randomBytes, randomInt } from 'node:crypto';

/** Lines with secret values. Most are not reported: they are of low confidence, weak, or half of a pair. */
export type Neighbour = { readonly kind: string; readonly text: string; readonly values: readonly string[] };

const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64');
const hex = (bytes: number) => randomBytes(bytes).toString('hex');
/** A typical chosen password, a word and two digits, which the checks call weak. */
const weak = (word: string) => `${word}${(randomBytes(1).readUInt8() % 90) + 10}`;

/** Neighbours of every kind, with random made-up values. */
export function newNeighbours(): Neighbour[] {
  const kinds: Record<string, (value: string) => [text: string, ...others: string[]]> = {
    'name and value in a shell': (value) => [`export DB_PASSWORD=${value}`],
    'name and value in YAML': (value) => [`  password: ${value}`],
    'name and value in JSON': (value) => [`  "clientSecret": "${value}",`],
    'name that says it is none': (value) => [`invalid_password = "${value}"`],
    'URL of a database': (value) => [`postgres://billing7x:${value}@db.acme.example:5432/app`, 'billing7x'],
    'URL of a web server': (value) => [
      `url = https://deploy7x:${value}@git.acme.example/app.git`,
      'deploy7x',
    ],
    'connection string': (value) => [`Server=db.acme.example;Uid=app;Pwd=${value};`],
    'command line of curl': (value) => [`curl -u robot7x:${value} https://api.acme.example/v1`, 'robot7x'],
    'command line of a database client': (value) => [`mysql -h db.acme.example -p${value} app`],
    'call of an HTTP client': (value) => [`requests.get(url, auth=('caller7x', '${value}'))`, 'caller7x'],
    'short token in a header': (value) => [
      `curl -H 'Authorization: Bearer ${value}' https://api.acme.example`,
    ],
    'user name and password in a header': (value) => {
      const pair = base64(`admin:${value}`);
      return [`Authorization: Basic ${pair}`, pair];
    },
    'text in base64': (value) => {
      const run = base64(`settings of the application\nuser = app\npassword = ${value}\n`);
      return [`data: ${run}`, run];
    },
    'value of a Kubernetes Secret': (value) => {
      const encoded = base64(value);
      return [`kind: Secret\ndata:\n  login: ${encoded}`, encoded];
    },
  };
  const weakOnes = Object.entries(kinds).map(([kind, make], index) => {
    const value = weak(WORDS[index % WORDS.length] ?? 'summer');
    const [text, ...others] = make(value);
    return { kind, text, values: [value, ...others] };
  });
  return [...weakOnes, ...pairs(), brokenKey(), ...numbers(), ...phrases()];
}

/** Passwords and keys that consist of digits, with and without quotes. */
function numbers(): Neighbour[] {
  const kinds: Record<string, (value: string) => string> = {
    'number in JSON': (value) => `  "password": ${value},`,
    'number given to a variable': (value) => `password = ${value}`,
    'number for a key': (value) => `api_key = ${value}`,
    'number in an object': (value) => `const user = { password: ${value} };`,
    'number with a type': (value) => `const password: number = ${value};`,
    'number in quotes': (value) => `"passcode": "${value}",`,
    'number in an environment': (value) => `DB_PASS=${value}`,
  };
  return Object.entries(kinds).map(([kind, make]) => {
    // Long enough to be unique in a database, and too short to be masked as a token.
    const value = `${randomInt(10 ** 9, 10 ** 10)}`;
    return { kind, text: make(value), values: [value] };
  });
}

/** Unquoted words of random letters, so that they occur nowhere else. */
function phrases(): Neighbour[] {
  const kinds: Record<string, (value: string) => string> = {
    'phrase given to a variable': (value) => `PASSWORD=${value}`,
    'phrase behind spaces': (value) => `DB_PASSPHRASE = ${value}`,
    'phrase in a note': (value) => `ADMIN_PASSWORD: ${value}`,
    'phrase in lower case': (value) => `login_password=${value}`,
  };
  return Object.entries(kinds).map(([kind, make]) => {
    const values = Array.from({ length: 4 }, newWord);
    return { kind, text: make(values.join(' ')), values };
  });
}

const WORDS = [
  'summer',
  'dragon',
  'monkey',
  'welcome',
  'letmein',
  'qwerty',
  'sunshine',
  'football',
  'shadow',
  'master',
];

function pairs(): Neighbour[] {
  const [client, sid, token] = [hex(10), `AC${hex(16)}`, hex(16)];
  return [
    {
      kind: 'pair of an OAuth application',
      text: `provider :github, '${client}', '${token}'`,
      values: [client, token],
    },
    { kind: 'pair of an account', text: `twilio("${sid}", "${hex(4)}")`, values: [sid] },
  ];
}

/** The middle of a key, whose first line is too far away. */
function brokenKey(): Neighbour {
  const lines = [base64(randomBytes(48)), base64(randomBytes(48))];
  return { kind: 'lines of a key', text: lines.join('\n'), values: lines };
}

function newWord(): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(randomInt(97, 123))).join('');
}
