import { z } from 'zod';
import { hasControlCharacters, oneOf, optional, secretText, text, visibleText } from '../fields';

export const ROLES = ['admin', 'user'] as const;

export const email = z
  .string({ error: ({ input }) => (input == null ? 'email is required' : 'email must be a string') })
  .trim()
  .toLowerCase()
  .max(254, { error: 'email must be at most 254 characters', abort: true })
  .meta({ examples: ['you@example.com'] })
  .pipe(z.email('email must be a valid e-mail address'));

const newPassword = secretText('password', 8, 128).meta({ examples: ['a long password'] });
const displayName = visibleText('display_name', 255).meta({ examples: ['Ada'] });

export const registerInput = z.object({
  email,
  password: newPassword,
  displayName: optional(displayName),
  setupToken: optional(z.string('setup_token must be a string')),
});

/** Only presence is checked: sign-in must not reveal the rules that a password breaks. */
export const loginInput = z.object({
  email: z
    .string({ error: ({ input }) => (input == null ? 'email is required' : 'email must be a string') })
    .trim()
    .toLowerCase()
    .min(1, 'email is required')
    .refine((value) => !hasControlCharacters(value), 'email must not contain control characters')
    .meta({ examples: ['you@example.com'] }),
  password: z
    .string({ error: ({ input }) => (input == null ? 'password is required' : 'password must be a string') })
    .meta({ examples: ['a long password'] }),
});

export const createUserInput = z.object({
  email,
  displayName: optional(displayName),
  role: optional(oneOf('role', ROLES)),
});

export const setPasswordInput = z.object({ token: text('token', 255), password: newPassword });

/** An empty name is none. */
export const updateProfileInput = z.object({
  displayName: z
    .string({
      error: ({ input }) =>
        input === undefined ? 'display_name is required' : 'display_name must be a string',
    })
    .trim()
    .transform((name) => (name === '' ? null : name))
    .pipe(visibleText('display_name', 255).nullable())
    .nullable(),
});

/** As at sign-in, only presence of the current password is checked. */
export const changePasswordInput = z.object({
  currentPassword: z.string({
    error: ({ input }) =>
      input == null ? 'current_password is required' : 'current_password must be a string',
  }),
  newPassword: secretText('new_password', 8, 128),
});

export const userFields = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string().nullable(),
  role: z.enum(ROLES),
  createdAt: z.date(),
});

export const signedIn = z.object({ token: z.string(), user: userFields });
export const invitedUser = userFields.extend({ setPasswordUrl: z.string() });
export const loggedOut = z.object({ message: z.literal('Logged out') });
export const passwordChanged = z.object({ changed: z.literal(true) });

export type RegisterInput = z.infer<typeof registerInput>;
export type LoginInput = z.infer<typeof loginInput>;
export type CreateUserInput = z.infer<typeof createUserInput>;
export type SetPasswordInput = z.infer<typeof setPasswordInput>;
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
export type PasswordChanged = z.infer<typeof passwordChanged>;
export type User = z.infer<typeof userFields>;
export type SignedIn = z.infer<typeof signedIn>;
export type InvitedUser = z.infer<typeof invitedUser>;
/** A user to whom a repo's findings can be assigned. */
export type Candidate = { id: string; email: string; displayName: string | null };
