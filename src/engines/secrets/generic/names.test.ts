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
    ['SECRET_CHECKOUT_PROD', 'secret'],
    ['TOKEN_FOR_CI', 'token'],
    ['API_KEY_V2', 'key'],
    ['passwordForReports', 'password'],
    ['admin_password_initial', 'password'],
    ['TextEncryptionKey', 'key'],
  ])('recognizes %s as a %s', (name, is) => {
    expect(readName(name)).toMatchObject({ is, saysNone: false });
  });

  it.each([
    ['acmepay_key', 'owner'],
    ['tollgateKey', 'owner'],
    ['WeatherlyKEY', 'owner'],
    ['key', 'bare'],
    ['TOKEN_FOR_CI', 'inside'],
    ['db_password', 'end'],
  ])('%s says it by its %s', (name, says) => {
    expect(readName(name)).toMatchObject({ says, saysNone: false });
  });

  it.each([
    'Passwort',
    'db.kennwort',
    'mot_de_passe',
    'motDePasse',
    'contrase\u00f1a',
    'contrasena',
    'senha',
    'palavra-passe',
    'parola',
    'wachtwoord',
    'has\u0142o',
    'haslo',
    '\u043f\u0430\u0440\u043e\u043b\u044c',
    'DB_\u041f\u0410\u0420\u041e\u041b\u042c',
    '\u5bc6\u7801',
    '\u53e3\u4ee4',
    '\u30d1\u30b9\u30ef\u30fc\u30c9',
  ])('knows %s as a password', (name) => {
    expect(readName(name)).toMatchObject({ is: 'password', saysNone: false });
  });

  it.each([
    'password_field',
    'PRIMARY_KEY',
    'queryKey',
    'sortKey',
    'storageKey',
    'password_length',
    'token_url',
    'secret_name',
    'ENTER_PASSWORD',
    'authenticity_token',
    'encrypted_key',
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
