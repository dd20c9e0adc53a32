import { judgeJwt } from '../checks/jwt';
import type { Check, Rule } from '../rule';

const WHY =
  'Anyone with it can call the service as the person or program that it was issued to, until it expires.';
const REVOKE =
  'End the session or the account behind it, or change the key that the service signs its tokens with.';

const check: Check = ({ secret, kind }) => {
  const verdict = judgeJwt(secret);
  return verdict !== 'no' && kind.role !== 'product' ? 'low' : verdict;
};

/** JSON Web Tokens, signed and in their compact form. */
export const jwtRules: readonly Rule[] = [
  {
    id: 'jwt',
    name: 'JSON Web Token',
    title: { in: 'JSON Web Token' },
    evidence: {
      medium: 'Its parts are JSON with an algorithm, and its times do not say that it has expired.',
      low: 'Its parts are JSON with an algorithm, but it is expired, short-lived, unsigned or public.',
    },
    provider: 'generic',
    why: WHY,
    severity: 'medium',
    confidence: 'medium',
    revoke: REVOKE,
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    keywords: ['eyj'],
    pattern: /(?<![A-Za-z0-9+/_.-])eyJ[\w-]{10,2000}\.eyJ[\w-]{2,6000}\.[\w-]{20,1000}(?![\w-])/g,
    reach: { before: 1, after: 9100 },
    check,
    samples: {
      hit: [
        'SERVICE_JWT=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI4NDAyIiwic2NvcGUiOiJhZG1pbiIsImlzcyI6ImJpbGxpbmcifQ.Yk3pQ0vZr7mW1xTnB5sLd9HcJfA2uGeKqN8oVtXy4iE',
        '{"token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhdXRoIiwiZXhwIjo0MTAyNDQ0ODAwLCJ1aWQiOjE3fQ.q7RzN1bVw0sXk5TtYhJd3LfGm9PcAe2UuQi8OoKxWvB6n4MyHrSgEjDlCzFa"}',
      ],
      clean: [
        'token = eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI4NDAyIiwic2NvcGUiOi',
        'eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiI4NDAyIn0.Yk3pQ0vZr7mW1xTnB5sLd9HcJfA2uGeKqN8oVtXy4iE',
        'Authorization: Bearer eyJhbGciOi….eyJzdWIiOi….signature',
      ],
    },
  },
];
