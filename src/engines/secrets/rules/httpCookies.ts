import { isFiller, isRandom, strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import type { Check, Rule } from '../rule';

const check: Check = ({ secret, kind }) => {
  const value = secret.replace(/%[0-9a-f]{2}/gi, '');
  if (value.length < 20 || isFiller(value) || !isRandom(value)) return 'no';
  if (kind.isRecorded === true) return 'medium';
  return weighStrength(strengthOf(value) === 'random' ? 'human' : 'filler', kind);
};

const ABOUT = {
  provider: 'generic',
  why: 'Anyone with it is signed in as the user that it was issued to, until the session ends.',
  severity: 'medium',
  confidence: 'medium',
  revoke: 'End the session at the site that has issued the cookie.',
  revokeUrl: null,
  source: 'https://www.rfc-editor.org/rfc/rfc6265',
} as const;

/** Cookies that stand for a session: in recorded traffic, requests and commands. */
export const httpCookiesRules: readonly Rule[] = [
  {
    id: 'http-session-cookie',
    name: 'Cookie of a session',
    ...ABOUT,
    keywords: ['cookie', ' -b '],
    pattern:
      /(?:\bcookie["']?[\t ]{0,4}[:=,](?:\s{0,40}-[\t ])?|--cookie[ =]|[\t ]-b[\t ])[\t ]{0,4}["']?(?:[\w.%-]{1,60}=[^;"'\s]{0,300};[\t ]{0,2}){0,10}[\w-]{0,24}(?:sess|connect\.sid|auth|sid)[\w-]{0,12}=(?<secret>[\w.%+/~-]{20,1000})/gi,
    reach: { before: 1, after: 1200 },
    check,
    samples: {
      hit: [
        {
          path: 'request.http',
          text: 'GET / HTTP/1.1\nCookie: theme=dark; session_id=q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T\n',
        },
        { path: 'pull.sh', text: "curl -b 'session=q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T' https://acme.io\n" },
        {
          path: 'spec/cassettes/sign_in.yml',
          text: '    Set-Cookie:\n    - _shop_session=q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T; path=/; HttpOnly\n',
        },
      ],
      clean: [
        { path: 'pull.sh', text: "git checkout -b 'session=q8Zt5kQw9x'\n" },
        { path: 'request.http', text: 'Cookie: theme=dark; lang=q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T\n' },
        { path: 'app.js', text: "const cookie = 'session=' + encodeURIComponent(token);" },
      ],
    },
  },
  {
    id: 'http-recorded-cookie',
    name: 'Cookie of a session in recorded traffic',
    ...ABOUT,
    keywords: ['sess', 'connect.sid', 'auth', '"sid"', 'phpsessid'],
    formats: ['json'],
    pattern:
      /"name"[\t ]{0,4}:[\t ]{0,4}"[\w.-]{0,24}(?:sess|connect\.sid|auth|sid)[\w-]{0,12}"[\t ]{0,4},[^{}]{0,300}?"value"[\t ]{0,4}:[\t ]{0,4}"(?<secret>[\w.%+/~=-]{20,1000})"/gi,
    reach: { before: 40, after: 1500 },
    check,
    samples: {
      hit: [
        {
          path: 'trace.har',
          text: '"cookies":[{"name":"sessionid","value":"q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T","path":"/"}]',
        },
      ],
      clean: [
        {
          path: 'trace.har',
          text: '"cookies":[{"name":"theme","value":"q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3T"}]',
        },
        {
          path: 'trace.har',
          text: '"cookies":[{"name":"session_region","value":"europe-west-production-1"}]',
        },
      ],
    },
  },
];
