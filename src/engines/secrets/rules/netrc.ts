import { passwordRule } from '../passwordRule';
import type { Rule } from '../rule';

/** Passwords in .netrc files, as ftp, curl, Git and Heroku's client read them. */
export const netrcRules: readonly Rule[] = [
  passwordRule({
    id: 'netrc-password',
    name: 'Password in .netrc',
    provider: 'generic',
    why: 'Anyone who reads the file can sign in to the machine that it names as this user.',
    keywords: ['machine', 'default'],
    pattern:
      /(?<![\w-])(?:machine[\t ]{1,8}[^\s"']{1,200}|default)\s{1,20}(?:login\s{1,20}(?<user>[^\s"']{1,200})\s{1,20})?(?:account\s{1,20}[^\s"']{1,200}\s{1,20})?password\s{1,20}["']?(?<secret>[^\s"'\\]{4,500})/g,
    source: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
    samples: {
      hit: [
        { path: '.netrc', text: 'machine git.acme-billing.io\n  login deploy\n  password Zt5kQw9xLp2m\n' },
        'RUN echo "machine api.acme-billing.io login ci password 0557c061-6d3f-47f1-80f7-73eed11bf2c9" > ~/.netrc',
      ],
      clean: [
        { path: '.netrc', text: 'machine git.acme-billing.io login deploy\n' },
        'echo "machine github.com login $USER password $TOKEN" > ~/.netrc',
        'machine <host> login <user> password <password>',
      ],
    },
  }),
];
