import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  changePasswordInput,
  createUserInput,
  loginInput,
  registerInput,
  setPasswordInput,
  updateProfileInput,
  userFields,
} from './schema';

/** What is said first of an input; undefined where nothing is wrong with it. */
function complaint(schema: z.ZodType, input: unknown): string | undefined {
  return schema.safeParse(input).error?.issues[0]?.message;
}

const registration = (fields: object) => ({ email: 'ada@example.com', password: 'correct horse', ...fields });
const EMAIL = 'email must be a valid e-mail address';
const PASSWORD_LENGTH = 'password must be 8 to 128 characters';

describe('registerInput', () => {
  it.each([
    [{ email: undefined }, 'email is required'],
    [{ email: null }, 'email is required'],
    [{ email: 5 }, 'email must be a string'],
    [{ email: '' }, EMAIL],
    [{ email: 'ada' }, EMAIL],
    [{ email: 'ada@' }, EMAIL],
    [{ email: '@example.com' }, EMAIL],
    [{ email: 'a b@example.com' }, EMAIL],
    [{ email: 'ada@example.com\nBcc: x@example.com' }, EMAIL],
    [{ password: undefined }, 'password is required'],
    [{ password: null }, 'password is required'],
    [{ password: 12345678 }, 'password must be a string'],
    [{ password: '' }, PASSWORD_LENGTH],
    [{ password: '1234567' }, PASSWORD_LENGTH],
    [{ password: '🌱'.repeat(7) }, PASSWORD_LENGTH],
    [{ displayName: 5 }, 'display_name must be a string'],
    [{ displayName: ' ' }, 'display_name must be 1 to 255 characters'],
    [{ displayName: 'a\u0007b' }, 'display_name must not contain control characters'],
    [{ setupToken: 5 }, 'setup_token must be a string'],
  ])('%j is answered with "%s"', (fields, message) => {
    expect(complaint(registerInput, registration(fields))).toBe(message);
  });

  it('normalizes an e-mail: trimmed and in lower case', () => {
    expect(registerInput.parse(registration({ email: ' Ada@Example.COM\n' })).email).toBe('ada@example.com');
  });

  it.each(['12345678', ' 234567 ', '        ', '🌱'.repeat(8), 'ab\u0000\n cdef'])(
    'takes the password %j as it is, untrimmed',
    (password) => {
      expect(registerInput.parse(registration({ password })).password).toBe(password);
    },
  );

  it.each([
    ['password', 128, '🌱', PASSWORD_LENGTH],
    ['displayName', 255, '🌱', 'display_name must be 1 to 255 characters'],
  ])('%s has at most %i characters, such as %s', (field, most, character, message) => {
    const longest = character.repeat(most);
    expect(registerInput.parse(registration({ [field]: longest }))).toHaveProperty(field, longest);
    expect(complaint(registerInput, registration({ [field]: `${longest}a` }))).toBe(message);
  });

  it('email has at most 254 characters', () => {
    const email = `${'a'.repeat(61)}@${'b.'.repeat(95)}de`;
    expect(complaint(registerInput, registration({ email }))).toBeUndefined();
    expect([email.length, complaint(registerInput, registration({ email: `${email}e` }))]).toEqual([
      254,
      'email must be at most 254 characters',
    ]);
  });

  it('treats null as absent, and ignores undocumented fields, above all a role', () => {
    const input = registration({ displayName: null, setupToken: null, role: 'admin', isAdmin: true });
    expect(registerInput.parse(input)).toEqual(registration({}));
  });
});

describe('loginInput', () => {
  it.each([
    [{}, 'email is required'],
    [{ email: null, password: 'x' }, 'email is required'],
    [{ email: ' ', password: 'x' }, 'email is required'],
    [{ email: 5, password: 'x' }, 'email must be a string'],
    [{ email: 'ada@example.com' }, 'password is required'],
    [{ email: 'ada@example.com', password: null }, 'password is required'],
    [{ email: 'ada@example.com', password: 5 }, 'password must be a string'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(loginInput, input)).toBe(message);
  });

  it.each([0, 1, 7, 129, 10_000])(
    'does not check the length of a password, here of %i characters',
    (length) => {
      const password = 'x'.repeat(length);
      expect(loginInput.parse({ email: ' ADA@example.com ', password })).toEqual({
        email: 'ada@example.com',
        password,
      });
    },
  );

  it('does not check the form of an e-mail, so that nothing is revealed about accounts', () => {
    expect(complaint(loginInput, { email: 'nobody', password: 'x' })).toBeUndefined();
  });
});

describe('createUserInput', () => {
  it.each([
    [{}, 'email is required'],
    [{ email: 'ada' }, EMAIL],
    [{ email: 'ada@example.com', role: 'root' }, 'role must be one of admin, user'],
    [{ email: 'ada@example.com', role: 1 }, 'role must be one of admin, user'],
    [{ email: 'ada@example.com', displayName: '' }, 'display_name must be 1 to 255 characters'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(createUserInput, input)).toBe(message);
  });

  it('accepts an e-mail, a name and a role, and treats null as absent', () => {
    const input = { email: 'Ada@example.com', displayName: ' Ada ', role: 'admin', password: 'x' };
    expect(createUserInput.parse(input)).toEqual({
      email: 'ada@example.com',
      displayName: 'Ada',
      role: 'admin',
    });
    const bare = { email: 'ada@example.com', displayName: null, role: null };
    expect(createUserInput.parse(bare)).toEqual({ email: 'ada@example.com' });
  });
});

describe('setPasswordInput', () => {
  it.each([
    [{ password: 'correct horse' }, 'token is required'],
    [{ token: 5, password: 'correct horse' }, 'token must be a string'],
    [{ token: '', password: 'correct horse' }, 'token must be 1 to 255 characters'],
    [{ token: 'x' }, 'password is required'],
    [{ token: 'x', password: 'short' }, PASSWORD_LENGTH],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(setPasswordInput, input)).toBe(message);
  });
});

describe('changePasswordInput', () => {
  it.each([
    [{ newPassword: 'correct horse' }, 'current_password is required'],
    [{ currentPassword: 5, newPassword: 'correct horse' }, 'current_password must be a string'],
    [{ currentPassword: 'x' }, 'new_password is required'],
    [{ currentPassword: 'x', newPassword: '1234567' }, 'new_password must be 8 to 128 characters'],
    [{ currentPassword: 'x', newPassword: 'x'.repeat(129) }, 'new_password must be 8 to 128 characters'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(changePasswordInput, input)).toBe(message);
  });

  it('keeps both unchanged, untrimmed', () => {
    const input = { currentPassword: ' x ', newPassword: ' 234567 ' };
    expect(changePasswordInput.parse(input)).toEqual(input);
  });
});

describe('updateProfileInput', () => {
  it.each([
    [{}, 'display_name is required'],
    [{ displayName: 5 }, 'display_name must be a string'],
    [{ displayName: 'a\u0007b' }, 'display_name must not contain control characters'],
    [{ displayName: 'x'.repeat(256) }, 'display_name must be 1 to 255 characters'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(updateProfileInput, input)).toBe(message);
  });

  it.each([
    [' Ada ', 'Ada'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['', null],
    ['  ', null],
    [null, null],
  ])('understands %j as %j', (displayName, expected) => {
    expect(updateProfileInput.parse({ displayName })).toEqual({ displayName: expected });
  });
});

it('a user is returned with the five documented fields, and nothing of the password', () => {
  expect(Object.keys(userFields.shape)).toEqual(['id', 'email', 'displayName', 'role', 'createdAt']);
});
