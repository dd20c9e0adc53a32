import { accountOf } from '../checks/awsKeyId';
import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

const CONSOLE = 'https://console.aws.amazon.com/iam/home#/security_credentials';
const SECRET_NAME = 'aws[\\w.\\-]{0,20}(?:secret|_sk)|secret[_.\\- ]?access[_.\\- ]?key';

/** 40 characters of base64 that are not a file digest. SHA-1 in hexadecimal has at most 4 bits for each character. */
const SECRET = '[A-Za-z0-9/+]{40}(?!=)';
const SECRET_ENTROPY = 4.2;

const NAMED_SECRET = assigned(SECRET_NAME, SECRET);
const FIRST_NAMED_SECRET = new RegExp(NAMED_SECRET.source, 'i');

/** The keys in AWS’s documentation and their variants: IOSFODNN7EXAMPLE and wJalrXUtnFEMI/…/bPxRfiCYEXAMPLEKEY. */
const isExample = (value: string): boolean =>
  /EXAMPLE(?:KEY)?$|IOSFODNN7|wJalrXUtnFEMI|bPxRfiCY/i.test(value);

/** Google’s interoperable keys have the same name. Their id begins so. */
const isGoogles = (text: string, start: number): boolean =>
  /GOOG1E|(?:gc?s|google)_(?:hmac_)?secret/i.test(text.slice(Math.max(0, start - 160), start));

/** A signed URL contains the id of the key that signed it, which is public there. */
const isInSignedUrl = (text: string, start: number): boolean =>
  /(?:X-Amz-Credential|AWSAccessKeyId)(?:=|%3D)$/i.test(text.slice(Math.max(0, start - 24), start));

const judgeKeyId: Check = ({ secret, text, start }) => {
  if (isExample(secret) || isInSignedUrl(text, start)) return 'no';
  if (!/^A[KS]IA/.test(secret)) return undefined;
  const account = accountOf(secret);
  if (account === undefined) return 'no';
  if (account !== null) return 'high';
  // Ids of the older form use only these two letters.
  return /^A[KS]IA[IJ]/.test(secret) ? undefined : 'no';
};

const judgeSecret: Check = ({ secret, text, start }) =>
  isExample(secret) || isGoogles(text, start) ? 'no' : undefined;

/** A secret with a name belongs to the other rule. */
const judgePartner: Check = ({ secret, text, start, end, groups }) => {
  if (isExample(secret) || isExample(groups.before ?? groups.behind ?? '')) return 'no';
  const named = FIRST_NAMED_SECRET.exec(text.slice(Math.max(0, start - 100), end + 1));
  return named?.groups?.secret === secret ? 'no' : undefined;
};

/** Credentials of AWS Identity and Access Management. */
export const awsRules: readonly Rule[] = [
  {
    id: 'aws-access-key-id',
    name: 'AWS access key id',
    provider: 'AWS',
    why: 'It names the account and is one half of a pair: anyone who also finds its secret can act as its owner.',
    severity: 'medium',
    confidence: 'medium',
    revoke:
      'Deactivate and delete the access key in IAM, and search for its secret key, which is often nearby.',
    revokeUrl: CONSOLE,
    evidence: { high: 'It holds the number of an AWS account.' },
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes',
    keywords: ['akia', 'asia', 'abia', 'acca'],
    reach: { before: 2, after: 22 },
    pattern: /(?<![A-Za-z0-9+/_])A(?:KI|SI|BI|CC)A[A-Z2-7]{16}(?![A-Za-z0-9+/=])/g,
    minEntropy: 2.5,
    check: judgeKeyId,
    samples: {
      hit: [
        'aws_access_key_id = AKIAUXBOMHOJLP2BXUM4',
        '{"AccessKeyId": "ASIAZ6PULAEHO226NAV5"}',
        'AWS_ACCESS_KEY_ID=AKIAIFTSU36AI4RD4HHT',
      ],
      clean: [
        'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
        'AKIAS3UWZUA32XPQIGF',
        'const ASIAPACIFICSOUTHEAST = 1;',
        'id: AKIA7777NJ7XB4RYBRMW',
        'https://shop.s3.amazonaws.com/a?X-Amz-Credential=AKIAUXBOMHOJLP2BXUM4%2F20240111%2Feu-west-1',
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
      'Create a new access key in IAM, switch to it, deactivate and delete this one, and check CloudTrail for its use.',
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
        'AWS_SECRET_ACCESS_KEY=VbSQMPIqCgGJUa0uoWrhruh5tFbLDMz2FEZ1Zboz',
        '[default]\naws_secret_access_key = ruw/O8y3UjLVGJGdKoZBYrMeRpXm32FoEDA/ctIy\n',
        '{ "SecretAccessKey": "AlCPnwe5l9+OtAgIFyBz1XoCjzs2Klx3G/IzL9EZ" }',
        "const s3 = new S3({ secretAccessKey: 'J8PjzI8vFuS6YsIL2ONoGPAEqScNBn7aXSKcCmSU' });",
      ],
      clean: [
        'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        'AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY',
        'aws_secret_commit = dd72324bebe3090ea82b48271f34e2546376eb5b',
        'GCS_ACCESS_KEY_ID=GOOG1EEVQQ3SRUG2J44V3XSRHQ2UWNGO4Y2ODKYT4ECFMMMDARMGG2QLJHHFQ\nGCS_SECRET_ACCESS_KEY=sEumEJRBay7SSicYf9YOf/OudQlrfiouUg4LQ9iF\n',
      ],
    },
  },
  {
    id: 'aws-key-pair',
    name: 'AWS secret access key beside its key id',
    provider: 'AWS',
    why: 'Both halves of the pair are here: anyone can do in the AWS account what its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Create a new access key in IAM, switch to it, deactivate and delete this one, and check CloudTrail for its use.',
    revokeUrl: CONSOLE,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    keywords: ['akia', 'asia'],
    reach: { before: 160, after: 180 },
    evidence: { high: 'An AWS access key id is beside it.' },
    pattern:
      /(?<![A-Za-z0-9/+])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])(?:(?<=(?<![A-Za-z0-9])(?<before>A[KS]IA[A-Z2-7]{16})[^A-Za-z0-9/+][\s\S]{0,140})|(?=[^A-Za-z0-9/+][\s\S]{0,100}?(?<![A-Za-z0-9])(?<behind>A[KS]IA[A-Z2-7]{16})(?![A-Za-z0-9])))/g,
    minEntropy: SECRET_ENTROPY,
    check: judgePartner,
    samples: {
      hit: [
        'aws_connect("AKIAWPC6IVYCBKDNOVFV", "iKBXWJp5U78G1mGCr5EAZePrfoWPRASW1jhzPwBG")',
        'AKIAY6XKQOI6OCHKYA5O,d1VjaBJJsnvFh18Ows2kGXYWBoBl2K6Z+wlJq9AV\n',
        'user=AKIAV5RTJMTVPHCCP3ZP\npassword=y/V8MdHC6/tKD9T40YAyifOxPg+1XBX6SluRUMeE\n',
        'sign({ secret: "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", key: "AKIA2N5UCXH7HL5E4366" })',
      ],
      clean: [
        'key AKIAYK3PUAHHGOUNYKBZ was used in commit 074a5586e09fcfc33f5a7e7dae6541057d288fef',
        'AKIAIOSFODNN7EXAMPLE:a+gS4EW1UuDyFov/jEzbw2oYbM+L2vfNVA2dasp7',
        'AKIAXEUNP4GSSF4656M4 64JrQIfmxDICI52R7wuORyrF5BHcdu',
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
        'AWS_SESSION_TOKEN=IQoJb3JpZ2luJLG6uEKd2eGu9xOBuYxhaEVBBfuCYeCtBkV3rSHM5/lH340n4VU1mNtNXb60i4+aWzQQ9D5+UdHvLVEeVzzdBxGkpq+114/4zpSMLbW77MtLTJG9aHPuqe5j7mCQ8uLiDFn/s6+Rts5QXgXBUmMrWZoqsrNbQzIQw4fFB1lD9meJL+WQ2VEaDV+nTOfR7JJ19h+N0gREWuZq3TxvNOXuUj+YP5H7/fiS2a2bwHdFqvj9cFUQUIInAKb6CQyogsP/PYDhoJ7uvLHffiw12Hpf/akJBPxB3cTdjItjXd4tGwm2MXYgUe2F8ojo+BOftpTxUxfeMWTPN1j6Os08rt4i02eSwwSSRb6s7tdH5a3KJz55bcZQrFVPJ+9uhvDhklGxaWNf+bSiqxT5fI3d==',
        '"SessionToken": "FwoGZXIvYXdzVljrAiPSmnQjYPaQR5K6LscMrwML2NXNkXwr8ixHCpIwGXo+8fhVEr3SwZ6+CUiYzcRs6SPr1R7ciRJAoObkflPRKDazW76CGbcJkw/eTk/EkGAaDZinBHvFbl/OM+8u4S6so9IvSj7P+MtUjCf+uzXdCA6rlHEkzgfdX5Y5B8ni3SQp8/lTL8PEW41WrMUg81TjWyREol0Iyvg0RtzslGrZZFw/dpeD/XhcUjh6rEwVsXAw1d/lQ3RS4aUBSPjEkEHT9gbL+osUfH7WwY7B167AbNWJOqYh3NQWXBMnc9z5="',
      ],
      clean: [
        'AWS_SESSION_TOKEN=IQoJb3JpZ2lu...',
        'AWS_SESSION_TOKEN=FwoGZXIvYXdzBHrl583jp+KGzg9rwO/0H2zrYdM/g9Z8pNEB9TAE',
      ],
    },
  },
];
