import { paths } from '@/lib/paths';
import { buttonStyle } from '@/ui/styles';
import { Message } from './Message';

type Refusal = 'not_found' | 'no_access';

/** The window's title for a page that can't be shown. */
export const REFUSAL_TITLES: Record<Refusal, string> = { not_found: 'Not found', no_access: 'No access' };

const WORDS: Record<Refusal, { title: string; text: string }> = {
  not_found: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what was here has been deleted.',
  },
  no_access: {
    title: 'You have no access to this page',
    text: 'It belongs to another user, or is for admins only. Ask the person who sent you the link, or an admin.',
  },
};

/** Shown in place of a page: why it can't be shown, and where to go instead. */
export function Refused({ refusal }: { refusal: Refusal }) {
  return (
    <Message
      {...WORDS[refusal]}
      action={
        // A plain link: every page loads this one's code, too.
        <a href={paths.repos()} className={buttonStyle('primary')}>
          Go to your repositories
        </a>
      }
    />
  );
}
