import { Buffer } from 'node:buffer';
import type { Check, Rule } from '../rule';

/** The end of a macaroon of version 2: the field's type, its length, and the bytes of the signature. */
const SIGNATURE_FIELD = 6;
const SIGNATURE_BYTES = 32;

/** Upload tokens of PyPI and TestPyPI: macaroons with a prefix. */
export const pypiRules: readonly Rule[] = [
  {
    id: 'pypi-upload-token',
    name: 'PyPI API token',
    provider: 'PyPI',
    why: "Anyone with it can publish new versions of its owner's packages to all their users.",
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Delete the token in the account or project settings and create a new one, scoped to one project.',
    revokeUrl: 'https://pypi.org/manage/account/token/',
    source: 'https://pypi.org/help/#apitoken',
    keywords: ['pypi-ageichlwas5vcmc'],
    pattern: /(?<!\w)pypi-AgEIcHlwaS5vcmc[\w-]{70,1000}(?![\w-])/g,
    reach: { before: 4, after: 1100 },
    check: wholeMacaroon,
    samples: {
      hit: [
        '[pypi]\nusername = __token__\npassword = pypi-AgEIcHlwaS5vcmcCJGZlOGViNzU2LTk1ZjctNDgzZC1hNjEwLWFjZTE3NGQwZjMwOAACJXsidmVyc2lvbiI6IDEsICJwZXJtaXNzaW9ucyI6ICJ1c2VyIn0AAAYgdQC4JAR-sfW-KpEO9mgSfl2jFp8QxttGYHITBLZyHEs\n',
        'twine upload -u __token__ -p pypi-AgEIcHlwaS5vcmcCJDcxNTc4ZDNlLTdiNmEtNDVmYS1hZGNiLWY2NDIwMDQ2NWRiMAACJXsidmVyc2lvbiI6IDEsICJwZXJtaXNzaW9ucyI6ICJ1c2VyIn0AAAYgFOBN2cK6pIP5yo6SpRj3l87sqrH0-EpXufc9zK_wye4 dist/*',
      ],
      clean: ['TWINE_PASSWORD=$PYPI_TOKEN', 'password = pypi-AgEIcHlwaS5vcmcCJYYl3XqkIUyPhTqOq0G0L'],
    },
  },
  {
    id: 'testpypi-upload-token',
    name: 'TestPyPI API token',
    provider: 'PyPI',
    why: "Anyone with it can publish versions of its owner's packages on TestPyPI.",
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the token in the account settings of TestPyPI.',
    revokeUrl: 'https://test.pypi.org/manage/account/token/',
    source: 'https://packaging.python.org/en/latest/guides/using-testpypi/',
    keywords: ['pypi-agendgvzdc5wexbplm9yz'],
    pattern: /(?<!\w)pypi-AgENdGVzdC5weXBpLm9yZ[\w-]{70,1000}(?![\w-])/g,
    reach: { before: 4, after: 1100 },
    check: wholeMacaroon,
    samples: {
      hit: [
        '[testpypi]\npassword = pypi-AgENdGVzdC5weXBpLm9yZwIkODI5MmZlMGYtYzlhYi00OTdhLWE3ZTMtYjM0NDJlNmZlZDBlAAIleyJ2ZXJzaW9uIjogMSwgInBlcm1pc3Npb25zIjogInVzZXIifQAABiB0b06PGoIID3uEuxX8cfi7AEpijWXmvfD7LtbsGDBWuw\n',
        'TEST_PYPI_TOKEN=pypi-AgENdGVzdC5weXBpLm9yZwIkMTUyY2RiYzYtZDIxYi00NzFiLWE3YTQtYjAyYWIyNWQ4NWZiAAIleyJ2ZXJzaW9uIjogMSwgInBlcm1pc3Npb25zIjogInVzZXIifQAABiBvqqyknfZ27IXqb-6HAuHAIPf6o5ARnxrtmHTEIMBrJA',
      ],
      clean: ['password = $TEST_PYPI_TOKEN', 'password = pypi-AgENdGVzdC5weXBpLm9yZwIk66uvue-V6yeKtCr0e0zc'],
    },
  },
];

/** A complete macaroon ends with its signature. A truncated one gives no access. */
function wholeMacaroon({ secret }: Parameters<Check>[0]): ReturnType<Check> {
  const bytes = Buffer.from(secret.slice('pypi-'.length), 'base64url');
  const field = bytes.subarray(-SIGNATURE_BYTES - 2);
  return field[0] === SIGNATURE_FIELD && field[1] === SIGNATURE_BYTES ? undefined : 'low';
}
