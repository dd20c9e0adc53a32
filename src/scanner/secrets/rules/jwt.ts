import type { Check, Rule } from '../rule';
import { decodeBase64 } from './checks/base64';
import { judgeJwt } from './checks/jwt';

const WHY =
  'Anyone with it can call the service as the person or program that it was issued to, until it ends.';
const REVOKE =
  'End the session or the account behind it, or change the key that the service signs its tokens with.';

const check: Check = ({ secret, kind }) => {
  const verdict = judgeJwt(secret);
  return verdict !== 'no' && kind.role !== 'source' ? 'low' : verdict;
};

const checkWrapped: Check = (suspect) => {
  const whole = suspect.secret.slice(0, suspect.secret.length - (suspect.secret.length % 4));
  const token = /^eyJ[\w-]{10,2000}\.eyJ[\w-]{2,6000}\.[\w-]{0,1000}/.exec(decodeBase64(whole) ?? '')?.[0];
  return token === undefined ? 'no' : check({ ...suspect, secret: token });
};

/** JSON Web Tokens, as they are and wrapped in base64 once more, as Kubernetes keeps them. */
export const jwtRules: readonly Rule[] = [
  {
    id: 'jwt',
    name: 'JSON Web Token',
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
  {
    id: 'jwt-base64',
    name: 'JSON Web Token wrapped in base64',
    provider: 'generic',
    why: WHY,
    severity: 'medium',
    confidence: 'medium',
    revoke: REVOKE,
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    keywords: ['zxlk'],
    pattern: /(?<![A-Za-z0-9+/_-])ZXlK[A-Za-z0-9+/]{60,12000}={0,2}(?![A-Za-z0-9+/=])/g,
    reach: { before: 1, after: 12_100 },
    check: checkWrapped,
    samples: {
      hit: [
        {
          path: 'secret.yml',
          text: '  token: ZXlKaGJHY2lPaUpJVXpJMU5pSXNJblI1Y0NJNklrcFhWQ0o5LmV5SnpkV0lpT2lJNE5EQXlJaXdpYzJOdmNHVWlPaUpoWkcxcGJpSXNJbWx6Y3lJNkltSnBiR3hwYm1jaWZRLllrM3BRMHZacjdtVzF4VG5CNXNMZDlIY0pmQTJ1R2VLcU44b1Z0WHk0aUU=',
        },
        'ZXlKMGVYQWlPaUpLVjFRaUxDSmhiR2NpT2lKU1V6STFOaUo5LmV5SnBjM01pT2lKaGRYUm9JaXdpWlhod0lqbzBNVEF5TkRRME9EQXdMQ0oxYVdRaU9qRTNmUS5xN1J6TjFiVncwc1hrNVR0WWhKZDNMZkdtOVBjQWUyVXVRaThPb0t4V3ZCNm40TXlIclNnRWpEbEN6RmEK',
      ],
      clean: [
        'data: ZXlKaGJHY2lPaUpJVXpJMU5pSXNJblI1Y0NJNklrcFhWQ0o5LmV5SnpkV0lpT2lJNE5EQXlJaXdpYzJOdmNHVWlPaUpo',
        'ZXlKanJtV0pMdVpIWnFNVzVsZVVwb2JVZGphVTlwU2tsVmVra3hUbWxKYzBsdVVqVmpRMGs',
      ],
    },
  },
];
