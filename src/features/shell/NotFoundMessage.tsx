import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { Message } from './Message';

export function NotFoundMessage() {
  return (
    <Message
      title="There is nothing here"
      text="The address may be mistyped, or what was here has been deleted."
      action={
        <PageLink href={paths.repos()} className={buttonStyle('primary')}>
          Go to the repositories
        </PageLink>
      }
    />
  );
}
