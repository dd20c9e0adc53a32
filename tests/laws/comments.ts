import { isCode, type SourceFile, type Violation } from './sources';
import { parse, violationAt } from './syntax';

const MARK = /\b(TODO|FIXME|HACK|XXX)\b/;
const SILENCED = /@ts-(ignore|expect-error|nocheck)\b/;
/** With a reason after the colon, which is not the editor's placeholder. */
const EXPLAINED = /biome-ignore[\w-]*\s+[^:]+:\s*(?!<explanation>)\S/;

/** Comments give reasons. Open tasks and open questions do not belong in them. */
export function comments(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) =>
    parse(file).comments.flatMap((comment) => {
      const message = judge(comment.value);
      return message === undefined ? [] : [violationAt(file, comment, message)];
    }),
  );
}

function judge(text: string): string | undefined {
  const mark = MARK.exec(text)?.[0];
  if (mark)
    return `leaves a ${mark}. Do it now, or write an issue: what is to be done belongs on the list of issues.`;
  const silenced = SILENCED.exec(text)?.[0];
  if (silenced) {
    return `silences the compiler with ${silenced}. What it complains about belongs repaired here, or in the type's own file.`;
  }
  if (!text.includes('biome-ignore') || EXPLAINED.test(text)) return undefined;
  return 'silences the linter without a reason. The reason belongs after the colon, or the comment goes and the code is mended.';
}
