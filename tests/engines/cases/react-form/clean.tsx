import { useState } from 'react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

const PASSWORD_RULES = { minLength: 12, pattern: /^(?=.*\d)(?=.*[A-Z]).{12,}$/ };
const TOKEN_KEY = 'portal.auth.token';

export function LoginForm({ onSubmit }: { onSubmit: (password: string) => void }) {
  const t = useTranslations('login');
  const [password, setPassword] = useState('');
  const [apiKey] = useState(() => localStorage.getItem(TOKEN_KEY) ?? '');
  const passwordError = password.length < 12 ? 'password-too-short' : undefined;
  return (
    <form onSubmit={() => onSubmit(password)} data-key={apiKey}>
      <label htmlFor="password">{t('password')}</label>
      <input id="password" type="password" name="current-password" autoComplete="current-password"
        value={password} onChange={(event) => setPassword(event.target.value)} aria-invalid={!!passwordError} />
      <Link href="/reset-password?token=new" prefetch={false}>Forgot?</Link>
      <Link href="/set-password" prefetch={false}>Set a password</Link>
      <Link href="/password" prefetch={false}>Password</Link>
      <Button token={tokens.color.primary} passwordVisible={false} secret={undefined}>Sign in</Button>
    </form>
  );
}

export const queryKeys = { token: ['auth', 'token'], password: 'user-password', apiKey: 'settings/api-keys' };
