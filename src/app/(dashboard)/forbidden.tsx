import type { Metadata } from 'next';
import { Message } from '@/features/shell/Message';
import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'No access' };

export default function Forbidden() {
  return (
    <Message
      title="You have no access to this page"
      text="It belongs to somebody else, or is for admins alone. Ask whoever sent you here, or an admin."
      action={
        <PageLink href={paths.repos()} className={buttonStyle('primary')}>
          Go to your repositories
        </PageLink>
      }
    />
  );
}
