import { decodeBase64, isPlainText } from '../checks/base64';
import { isFiller, isRandom } from '../checks/strength';
import { weigh, weighStrength } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Base64 of `user:password`; some registries use longer random texts instead. */
const check: Check = ({ secret, text, end, kind }) => {
  if (isFiller(secret) || /@example\.(?:com|org|net)/.test(text.slice(end, end + 100))) return 'no';
  const pair = decodeBase64(secret);
  if (pair === undefined || !isPlainText(pair) || !pair.includes(':')) {
    return secret.length >= 24 && isRandom(secret) ? weighStrength('random', kind) : 'no';
  }
  return weigh(pair.slice(pair.indexOf(':') + 1), kind);
};

/** Registry credentials in Docker's configuration, in pull secrets and in older .dockercfg files. */
export const dockerConfigRules: readonly Rule[] = [
  passwordRule({
    id: 'docker-config-auth',
    name: 'Registry credentials in a Docker configuration',
    provider: 'generic',
    why: 'It is the user name and the password in base64: anyone can pull and push images with them.',
    severity: 'high',
    revoke: 'Revoke the access token, or change the password, at the registry that the entry names.',
    keywords: ['"auth'],
    pattern: /\\{0,7}"auth\\{0,7}"\s{0,20}:\s{0,20}\\{0,7}"(?<secret>[A-Za-z0-9+/_-]{8,4000}={0,2})\\{0,7}"/g,
    reach: { before: 8, after: 4200 },
    check,
    source: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
    samples: {
      hit: [
        {
          path: '.docker/config.json',
          text: '{"auths": {"registry.acme-billing.io": {"auth": "ZGVwbG95Ok14Ny1xVHI0Wncu"}}}',
        },
        {
          path: '.dockercfg',
          text: '{"https://index.docker.io/v1/": {"auth": "YmlsbGluZzpadDVrUXc5eExwMm0=", "email": "a@acme-billing.io"}}',
        },
        {
          path: 'pull.yaml',
          text: 'dockerconfigjson: "{\\"auths\\":{\\"quay.io\\":{\\"auth\\":\\"YmlsbGluZzpadDVrUXc5eExwMm0=\\"}}}"',
        },
      ],
      clean: [
        { path: '.docker/config.json', text: '{"auths": {"registry.acme-billing.io": {"auth": ""}}}' },
        {
          path: '.docker/config.json',
          text: '{"auths": {"registry.acme-billing.io": {"auth": "dXNlcjpwYXNzd29yZA=="}}}',
        },
        { path: 'swagger.json', text: '{"auth": "required", "type": "authorization-code"}' },
        { path: 'template.json', text: '{"auths": {"x": {"auth": "REPLACE_WITH_BASE64_ENCODED_USER"}}}' },
      ],
    },
  }),
];
