import { accountOf } from '../checks/awsKeyId';
import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

const CONSOLE = 'https://console.aws.amazon.com/iam/home#/security_credentials';
const SECRET_NAME = 'aws[\\w.\\-]{0,20}(?:secret|_sk)|secret[_.\\- ]?access[_.\\- ]?key';

/** 40 characters of base64 that hold no file digest: SHA-1 in hexadecimal has no more than 4 bits for each character. */
const SECRET = '[A-Za-z0-9/+]{40}(?!=)';
const SECRET_ENTROPY = 4.2;

const NAMED_SECRET = assigned(SECRET_NAME, SECRET);

/** AWS documentation writes its keys with the word EXAMPLE at their end. */
const isExample = (value: string): boolean => /EXAMPLE(?:KEY)?$/i.test(value);

const judgeKeyId: Check = ({ secret }) => {
  if (isExample(secret)) return 'no';
  if (!/^A[KS]IA/.test(secret)) return undefined;
  const account = accountOf(secret);
  if (account === undefined) return 'no';
  if (account !== null) return 'high';
  // Ids of the older form have gone no further than these two letters.
  return /^A[KS]IA[IJ]/.test(secret) ? undefined : 'no';
};

const judgeSecret: Check = ({ secret }) => (isExample(secret) ? 'no' : undefined);

/** A secret that has a name too is the other rule's. */
const judgePartner: Check = ({ secret, text, start, end, groups }) => {
  if (isExample(secret) || isExample(groups.id ?? '')) return 'no';
  const named = new RegExp(NAMED_SECRET.source, 'i').exec(text.slice(Math.max(0, start - 100), end + 1));
  return named?.groups?.secret === secret ? 'no' : undefined;
};

/** Credentials of AWS Identity and Access Management. */
export const awsRules: readonly Rule[] = [
  {
    id: 'aws-access-key-id',
    name: 'AWS access key id',
    provider: 'AWS',
    why: 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.',
    revokeUrl: CONSOLE,
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes',
    keywords: ['akia', 'asia', 'abia', 'acca'],
    reach: { before: 2, after: 22 },
    pattern: /(?<![A-Za-z0-9+/_])A(?:KI|SI|BI|CC)A[A-Z2-7]{16}(?![A-Za-z0-9+/=])/g,
    minEntropy: 2.5,
    check: judgeKeyId,
    samples: {
      hit: [
        'aws_access_key_id = AKIAYA7QEYREK6ECQDXI',
        '{"AccessKeyId": "ASIA2RIRD4ALEX633NT3"}',
        'AWS_ACCESS_KEY_ID=AKIAIBHJJC6ECV42CYK7',
      ],
      clean: [
        'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
        'AKIA7ED76EGLQBFV77M',
        'const ASIAPACIFICSOUTHEAST = 1;',
        'id: AKIA7777CAKIBMKFSO4E',
      ],
    },
  },
  {
    id: 'aws-secret-access-key',
    name: 'AWS secret access key',
    provider: 'AWS',
    why: 'With its key id, anyone can do in the AWS account what its owner can, from reading data to starting machines.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Make a new access key in IAM, switch to it, deactivate and delete this one, and read CloudTrail for its use.',
    revokeUrl: CONSOLE,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    keywords: [
      'aws',
      'secret_access_key',
      'secret-access-key',
      'secretaccesskey',
      'secret access key',
      'secret.access.key',
    ],
    pattern: NAMED_SECRET,
    minEntropy: SECRET_ENTROPY,
    check: judgeSecret,
    samples: {
      hit: [
        'AWS_SECRET_ACCESS_KEY=7OBbp7ItPFiuHtADHMQ1R1cEIfWYw9xMH97eHjUN',
        '[default]\naws_secret_access_key = SYmAfB3xkGBkopnaBHTKHuEE1k+KF0PxorRciWp1\n',
        '{ "SecretAccessKey": "wzjs1m3DhGPqNWLFZh2I6XL/p9zk/lEL5fzroDbv" }',
        "const s3 = new S3({ secretAccessKey: '3TG38VhPBiP0+9akViFwKtj31fK+jCgrgasEH779' });",
      ],
      clean: [
        'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        'AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY',
        'aws_secret_commit = 15b38cd33fad5c1b515a39e851f7e70e39f56a01',
      ],
    },
  },
  {
    id: 'aws-key-pair',
    name: 'AWS secret access key beside its key id',
    provider: 'AWS',
    why: 'Both halves of the pair stand here: anyone can do in the AWS account what its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Make a new access key in IAM, switch to it, deactivate and delete this one, and read CloudTrail for its use.',
    revokeUrl: CONSOLE,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    keywords: ['akia', 'asia'],
    reach: { before: 2, after: 200 },
    pattern:
      /(?<![A-Za-z0-9])(?<id>A[KS]IA[A-Z2-7]{16})(?=[^A-Za-z0-9/+])[\s\S]{1,100}?(?<![A-Za-z0-9/+=])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/g,
    minEntropy: SECRET_ENTROPY,
    check: judgePartner,
    samples: {
      hit: [
        'aws_connect("AKIAXUYO4R6RXHFSYR64", "VNQUJRE9kIAUM+Olh3vfqm3zyBBdp/U8m0GDtj4h")',
        'AKIAWVR3VAY7O2W27PWQ,IRsePmjnZFN0BWFcN92WnMyRPGxPfQ7wlqntF51g\n',
        'user: AKIATCKLTTKD56TQLQTT\npassword: HsC9xHmJ4HUhyo/W0eCKgIkbN77dk3eE3/wg+LsE\n',
      ],
      clean: [
        'key AKIAVAEAWFGCOTKEZHNQ was used in commit 0e5aed87aaaed5f00505fd6894e8fce43649dfa9',
        'AKIAIOSFODNN7EXAMPLE:yxvzY8rRpTiuOCwG9WEqNRDIpvcPu1unEDWXKtB0',
        'AKIAYLR2YD7KDUKJSTBR o5X1ZfO9kAxY2KGbqyqJZ67PFcxVOV',
      ],
    },
  },
  {
    id: 'aws-session-token',
    name: 'AWS session token',
    provider: 'AWS',
    why: 'With the temporary key pair that belongs to it, anyone acts as its role until it expires, 36 hours at most.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke the active sessions of the role in IAM.',
    revokeUrl: 'https://console.aws.amazon.com/iam/home#/roles',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html',
    keywords: ['iqojb3jpz2lu', 'fwogzxivyxdz', 'fqogzxivyxdz'],
    reach: { before: 2, after: 2200 },
    pattern:
      /(?<![A-Za-z0-9+/])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{100,2100}={0,2}(?![A-Za-z0-9+/])/g,
    samples: {
      hit: [
        'AWS_SESSION_TOKEN=IQoJb3JpZ2luxw5f3eAfZDJYp0z26s1F+7QIJIRrAB8hjlodCceph+UMzmoVjAaeMfRuAg1alKf6TLfAFYYR9rm/qImU+28IyC0OlmHXxDf72iRL0tahg2fTU3B3mUyWxXhGtqVIaovWSZgO3LOIR2QXElz6F+6r2Vh6R76SGgOMp+1qdyqpIW2cOWXS4gbJdZom/0adEpvu8XGi2yKYvzi9zfToWFRN1cTpbysjAd7sKJJWuGNIaNhjS7ymut72724mE4zzhHZeAbeymuoW0iovJA3AxcPsLkzTu/SVX2tWK4NEo/OtycKbQhFKsqDSDFGA4tBz82+Q7BfTzRFQ4O2P3oZfctunRVKXWl9y7KBOu9huAFzuJlh40tG79QnZmZjoeXkProUZuxb3suIrN2knoEbX==',
        '"SessionToken": "FwoGZXIvYXdzuZfxjc1v4aw6HIQky2eCB6M2ELgAmo7MNwTTZ+ATDXjjtTmGex2LW5t9qy6AP/632EzEoggo+ZkCZqnVgGWmcrQaY93ducLdM9+qHrUg7OQu6AnQtgHy6SqvLyAPFTRbIy7eUS8YJMS6/GHtOwS+cbkr8CDS6afaSMLx4RhYyLBe1e497M/bCTNGsp517fvMvPANTx/UpAFTwRuASVHEp58Qr9AuY/9MKddk/9OVerNoUn/IvUIBF9c0/+YYFQsNOmAP6zPY6KcLrrxCSXhn/Vsk/+xk4IaClMD913pgIKCx="',
      ],
      clean: [
        'AWS_SESSION_TOKEN=IQoJb3JpZ2lu...',
        'AWS_SESSION_TOKEN=FwoGZXIvYXdzRhTozALf1iBaekw64hVqrms+lzw5nO1qg1hlGE2R',
      ],
    },
  },
];
