import { describe, expect, it } from 'vitest';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';

const { scan } = createSecretScanner({ rules: RULES, digest: (id, secret) => `${id}\0${secret}` });
const detectionsIn = (text: string, path: string) => scan(Buffer.from(text), path).detections;
/** The titles of a text's secrets; for the rule's name, in brackets. */
const titlesIn = (text: string, path = 'main.py') =>
  detectionsIn(text, path).map(({ title, ruleId }) => title ?? `(${ruleId})`);

const PASSWORD = 'Mx7-qTr4Zw9x';
const CHOSEN = 'Tiger!Harbor42';
const TOKEN = 'Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6';
const WEBHOOK = `https://hooks.slack.com/services/T0${'4N8QZ1WX'}/B0${'5K2MRT7Y'}/q8Zt5kQw9xLp2mVb8R4nJc7Y`;

describe('the title of a secret by its name', () => {
  it.each([
    [`DB_PASSWORD=${PASSWORD}`, '.env', 'Password in DB_PASSWORD'],
    [`spring.datasource.password=${PASSWORD}`, 'app.properties', 'Password in spring.datasource.password'],
    [`API_KEY = "${TOKEN}"`, 'main.py', 'Key in API_KEY'],
    [`auth_token = "${TOKEN}"`, 'main.py', 'Token in auth_token'],
    [`this.clientSecret = '${TOKEN}';`, 'main.ts', 'Secret in clientSecret'],
    [`run --db-password "${PASSWORD}"`, 'run.sh', 'Password in --db-password'],
    [`java -Dspring.mail.password=${PASSWORD}`, 'run.sh', 'Password in spring.mail.password'],
    [`<add key="MailPassword" value="${PASSWORD}"/>`, 'web.config', 'Password in MailPassword'],
    [`- name: S3_SECRET\n  value: ${TOKEN}\n`, 'deploy.yml', 'Secret in S3_SECRET'],
    [`X_PASSWORD: $${`{Y_PASSWORD:-${PASSWORD}}`}\n`, 'compose.yml', 'Password in X_PASSWORD'],
  ])('%s in %s is %s', (text, path, title) => {
    expect(titlesIn(text, path)).toEqual([title]);
  });

  it('has the end of a name that is too long', () => {
    const [title = ''] = titlesIn(`${'service.'.repeat(8)}main_password=${PASSWORD}`, 'app.properties');
    expect(title).toMatch(/^Password in …[a-z.]{40,60}main_password$/);
    expect(title).toHaveLength(80);
  });

  it('never shows a name that snippets mask', () => {
    const name = `q8Zt5kQw9xLp2mVb8R4nJc7Ys1_password`;
    const [found] = detectionsIn(`${name} = "${PASSWORD}"`, 'main.py');
    expect(found).toMatchObject({
      title: 'Password behind a masked name',
      evidence: [expect.stringContaining('Its name is one for a password.'), expect.anything()],
    });
  });
});

describe('the names that a name is nested in', () => {
  it.each([
    ['YAML', 'a.yml', `spring:\n  # the shop\n  datasource:\n    url: x\n\n    password: ${PASSWORD}\n`],
    [
      'JSON',
      'a.json',
      `{\n  "spring": {\n    "datasource": {\n      "password": "${PASSWORD}"\n    }\n  }\n}`,
    ],
    ['INI', 'a.ini', `[other]\nx=1\n[spring.datasource]\nuser=x\npassword=${PASSWORD}\n`],
  ])('are in the title of %s', (_, path, text) => {
    expect(titlesIn(text, path)).toEqual(['Password in spring.datasource.password']);
  });

  it.each([
    ['behind a value', `a: x\n  b:\n    password: ${PASSWORD}\n`, 'b.password'],
    ['before another branch', `a:\n  b:\n    c: 1\nd:\n  password: ${PASSWORD}\n`, 'd.password'],
    ['of a list', `users:\n  - name: x\n    login:\n      - password: ${PASSWORD}\n`, 'users.login.password'],
    ['of a list without indentation', `users:\n- name: x\n  password: ${PASSWORD}\n`, 'users.password'],
    ['of another document', `a:\n---\npassword: ${PASSWORD}\n`, 'password'],
    ['outside a block of text', `data:\n  app.yml: |\n    db:\n      password: ${PASSWORD}\n`, 'db.password'],
    ['in quotes', `"a.b":\n  'password': '${PASSWORD}'\n`, 'a.b.password'],
  ])('of YAML are right %s', (_, text, name) => {
    expect(titlesIn(text, 'a.yml')).toEqual([`Password in ${name}`]);
  });
});

describe('the title of a secret by its form', () => {
  it.each([
    [
      'says nothing that the name of its rule says',
      `SLACK_WEBHOOK_URL = "${WEBHOOK}"`,
      '(slack-webhook-url)',
    ],
    ['names a variable that says more', `RELEASES = "${WEBHOOK}"`, 'Slack incoming webhook in RELEASES'],
    [
      'names the host of a URL',
      `x = "https://app:${PASSWORD}@db.acme.io/"`,
      'Password in a URL of db.acme.io',
    ],
    [
      'names the variable of a URL',
      `QUEUE_URL = "amqp://app:${PASSWORD}@mq.acme.io/"`,
      'Password in QUEUE_URL',
    ],
    ['names the program of a command', `$ mysql -p${PASSWORD} shop`, 'Password on a command line of mysql'],
  ])('%s', (_, text, title) => {
    expect(titlesIn(text, 'notes.txt')).toEqual([title]);
  });

  it('is that of the base64 which holds it', () => {
    const run = Buffer.from(`user = admin\ndb_password = "${PASSWORD}"\n`).toString('base64');
    expect(titlesIn(`SETTINGS: ${run}\n`)).toEqual(['Password in the base64 of SETTINGS']);
    expect(titlesIn(`${run}\n`)).toEqual(['Password in base64']);
  });
});

describe('one value by several rules', () => {
  it('is one detection on a line, of the provider, and one group everywhere', () => {
    const text = `auth("${WEBHOOK}")\nhook_token = "${WEBHOOK.slice(8)}"\n`;
    const found = detectionsIn(text, 'main.py');
    expect(new Set(found.map(({ group }) => group)).size).toBe(1);
  });

  it('as keys and salts of WordPress is a kit: one title, one group, each an occurrence', () => {
    const salt = (n: number) => `${n}Q59UNMrftIHiSjUDs0uR|{%8Icyae866A5hrzLjfD&;H7MzkYrepS=(Xwxvp7a`;
    const names = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_SALT', 'NONCE_SALT'];
    const text = names.map((name, n) => `define( '${name}', '${salt(n)}' );\n`);
    const found = detectionsIn(text.join(''), 'wp-config.php');
    expect(found.map(({ title, line }) => [title, line])).toEqual(
      names.map((_, n) => ['WordPress keys and salts', n + 1]),
    );
    expect(new Set(found.map(({ group }) => group)).size).toBe(1);
    expect(new Set(found.map(({ identity }) => identity)).size).toBe(names.length);
    const moved = detectionsIn(`<?php\n${text.toReversed().join('\n')}`, 'old/wp-config.php');
    expect(moved[0]?.group).toBe(found[0]?.group);
    expect(titlesIn(text[0] ?? '', 'wp-config.php')).toEqual(['(wordpress-salt)']);
  });
});

describe('the evidence of a confidence', () => {
  it.each([
    [
      `DB_PASSWORD = "${TOKEN}"`,
      'main.py',
      [
        'The name DB_PASSWORD is one for a password.',
        /^The value looks generated, with an entropy of 4\.\d bits/,
      ],
    ],
    [
      `DB_PASSWORD=${CHOSEN}`,
      '.env',
      [/is one for a password/, /letters, digits and signs/, /Programs read their credentials/],
    ],
    [
      `DB_PASSWORD = "${TOKEN}"`,
      'tests/main.py',
      [/is one for a password/, /looks generated/, 'It is in a test file, which lowers the confidence.'],
    ],
    [
      'GITHUB_TOKEN=ghp_'.concat('A'.repeat(15), 'b9Zt5kQw9xLp2mVb8R4nJ'),
      'main.py',
      ['It has the form of a secret of GitHub.', 'Its checksum is wrong, so it was altered or never issued.'],
    ],
    [
      `x = "https://app:${CHOSEN}@db.acme.io/"`,
      'main.py',
      [/stands where .*: password in a URL\.$/, /chosen/],
    ],
  ])('%s in %s', (text, path, expected) => {
    const [found] = detectionsIn(text, path);
    expect(found?.evidence).toEqual(
      expected.map((sentence) => (typeof sentence === 'string' ? sentence : expect.stringMatching(sentence))),
    );
  });
});
