import { Message } from '@/features/shell/Message';
import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';

export default function Forbidden() {
  return (
    <>
      {/* Here, as the page that refuses has a title of its own, and Next would keep it. */}
      <title>No access · Heimdall</title>
      <Message
        title="You have no access to this page"
        text="It belongs to somebody else, or is for admins alone. Ask whoever sent you here, or an admin."
        action={
          <PageLink href={paths.repos()} className={buttonStyle('primary')}>
            Go to your repositories
          </PageLink>
        }
      />
    </>
  );
}
