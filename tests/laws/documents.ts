import type { SourceFile, Violation } from './sources';

const MOST_WORDS = 2000;
const MOST_STEPS = 6;

/** The README is short and links to each page of docs. Each guide for contributors has few steps. */
export function documents(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    if (file.path === 'README.md') return [...length(file), ...missingLinks(file, files)];
    return file.path === 'CONTRIBUTING.md' ? longGuides(file) : [];
  });
}

/** Words as `wc -w` counts them. */
function length({ path, text }: SourceFile): Violation[] {
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  if (words <= MOST_WORDS) return [];
  return [
    { path, message: `has ${words} words, and may have ${MOST_WORDS}. The rest belongs in a page of docs.` },
  ];
}

function missingLinks({ path, text }: SourceFile, files: readonly SourceFile[]): Violation[] {
  return files
    .filter((page) => page.path.startsWith('docs/') && !text.includes(`](${page.path}`))
    .map((page) => ({ path, message: `has no link to ${page.path}, which nobody finds without one.` }));
}

function longGuides({ path, text }: SourceFile): Violation[] {
  return text.split(/^## /m).flatMap((section) => {
    const steps = section.match(/^\d+\. /gm)?.length ?? 0;
    if (steps <= MOST_STEPS) return [];
    const title = section.split('\n', 1)[0];
    const message = `has ${steps} steps below "${title}", and may have ${MOST_STEPS}. What a law says by itself needs no step.`;
    return [{ path, message }];
  });
}
