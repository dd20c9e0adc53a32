/**
 * Asks next-auth for the address of a provider's sign-in page. Its REST API wants a token against forged requests.
 * @throws TypeError if the server can't be reached; Error if it refuses
 */
export async function startProviderSignIn(provider: string, next: string): Promise<string> {
  const { csrfToken } = await answerOf(await fetch('/api/auth/csrf'));
  const body = new URLSearchParams({ csrfToken: csrfToken ?? '', callbackUrl: next, json: 'true' });
  const { url } = await answerOf(await fetch(`/api/auth/signin/${provider}`, { method: 'POST', body }));
  if (!url) throw new Error('no address of the provider');
  return url;
}

async function answerOf(response: Response): Promise<{ csrfToken?: string; url?: string }> {
  // Where next-auth redirects, it answers with the address in a body and the status of a redirect.
  if (response.status >= 400) throw new Error(`refused with ${response.status}`);
  return response.json();
}
