import { expect, it } from 'vitest';
import { isReference } from './references';

it.each([
  '$' + '{DB_PASSWORD}',
  '$DB_PASSWORD',
  '$(cat /run/secrets/db)',
  '{{ .Values.password }}',
  '%DB_PASSWORD%',
  '%(password)s',
  '<%= password %>',
  '<password>',
  '#{password}',
  '@db.password@',
  'ENC[AES256_GCM,data:7f8K]',
  'ENC(7f8KpQz3)',
  '!vault |',
  '{cipher}7f8KpQz3',
  'vault:secret/data/db#password',
  'op://team/db/password',
  'arn:aws:secretsmanager:eu-west-1:1:secret:db',
  '@Microsoft.KeyVault(SecretUri=x)',
  'process.env.TOKEN',
  'os.environ["TOKEN"]',
  'config.password',
  'var.db_password',
  'self.password',
  'getToken()',
  'Token::new(x)',
  'user.password',
  'secrets["token"]',
  'new Token',
  'Vector3.Zero',
  'Sha256.Create',
  'md5.Sum',
  '/run/secrets/db',
  './certs/server.key',
  'C:\\secrets\\db.txt',
  'secrets/prod/db/password',
  'server.pem',
  'https://acme-billing.io/oauth/token',
])('accepts %s as a reference', (value) => {
  expect(isReference(value)).toBe(true);
});

it.each([
  'Tr0ub4dor&3',
  'Maple.River82',
  'Walnut7.Ferry',
  'bl0ssom.Hill',
  'q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df',
  'Zt5kQw9/Lp2mVb8R4+Jc7Ys1DfHg3Tn6Bv0aXeUiKo8=',
  'P8x#Lr9!mQ@7T2Z&pKlEw!dC',
  '$ecret2019x!',
  '0557c061-6d3f-47f1-80f7-73eed11bf2c9',
])('accepts %s as a value', (value) => {
  expect(isReference(value)).toBe(false);
});

it.each([
  ['maple.leaf', false],
  ['config.password', true],
  ['maple.leaf.river', true],
  ['Vector3.Zero', true],
])('accepts %s, where no code can stand, as a reference: %s', (value, expected) => {
  expect(isReference(value)).toBe(true);
  expect(isReference(value, true)).toBe(expected);
});

it('is fast on text that begins like a path in many ways', () => {
  const hostile = `/${'a'.repeat(1500)}!`;
  expect(isReference(hostile)).toBe(false);
  expect(isReference(`/${'ab/'.repeat(500)}!`)).toBe(false);
});
