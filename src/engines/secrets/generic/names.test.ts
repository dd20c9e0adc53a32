import { describe, expect, it } from 'vitest';
import { readName, wordsOf } from './names';

describe('readName', () => {
  it.each([
    ['DB_PASSWORD', 'password'],
    ['spring.datasource.password', 'password'],
    ['--db-passwd', 'password'],
    ['keyStorePass', 'password'],
    ['mysql_pwd2', 'password'],
    ['client_secret', 'secret'],
    ['awsSecretAccessKey', 'secret'],
    ['SECRET_KEY_BASE', 'secret'],
    ['accessToken', 'token'],
    ['secret_id', 'token'],
    ['X-API-Key', 'key'],
    ['encryptionKey', 'key'],
    ['apikey', 'key'],
    ['LABEL_STUDIO_API_KEY', 'key'],
    ['hmacSalt', 'salt'],
  ])('recognizes %s as a %s', (name, is) => {
    expect(readName(name)).toMatchObject({ is, saysNone: false });
  });

  it.each([
    'password_field',
    'passwordHash',
    'forgot_password',
    'csrf_token',
    'publicKey',
    'PUBLIC_API_KEY',
    'next_page_token',
    'tokenType',
    'secretName',
    'sort_key',
    'compass',
    'keyboard',
    'mock_token',
    'author',
    'tokenizer',
    'password_file',
  ])('rejects %s', (name) => {
    expect(readName(name)?.saysNone ?? true).toBe(true);
  });
});

it('splits names of every spelling into words', () => {
  expect(wordsOf('awsS3SecretKey_v2')).toEqual(['aws', 's3', 'secret', 'key', 'v2']);
  expect(wordsOf('HTTPProxy-password.main')).toEqual(['http', 'proxy', 'password', 'main']);
});
