import { isCode, isDocument, type SourceFile, type Violation } from './sources';
import { parse, violationAt } from './syntax';

const MOST_WORDS = 20;

/** Words that Heimdall once used for what the field has a term for. */
const TERMS: readonly (readonly [dialect: RegExp, term: string])[] = [
  [/\blook(s|ed|ing)? through\b/i, 'scan'],
  [/\blook[- ]?ups?\b/i, 'probe, or query'],
  [/\b(tells?|told|telling)\b(?! apart)/i, 'report, return, print, send or show'],
  [/\bwhereabouts\b/i, 'location'],
  [/\b(pulse|signs? of life)\b/i, 'heartbeat'],
  [/\bgiv(e|es|ing) way\b/i, 'throttle'],
  [/\b(leav(e|es|ing)|left) out\b/i, 'skip'],
  [/\bobeys?\b/i, 'run'],
  [/\bstrangers?\b/i, 'anonymous'],
  [/\bin hand\b/i, 'running, or claimed'],
  [/\b(whoever|whomever|whosoever)\b/i, 'the user, the caller, the process'],
];

/** Comments and documents are plain English: the field's terms, and in comments short sentences. */
export function prose(files: readonly SourceFile[]): Violation[] {
  return [...files.filter(isCode).flatMap(judgeComments), ...files.filter(isDocument).flatMap(judgeDocument)];
}

function judgeComments(file: SourceFile): Violation[] {
  return blocksOf(file).flatMap(({ text, at }) => {
    const long = sentencesOf(text).filter((sentence) => wordsIn(sentence) > MOST_WORDS);
    return [
      ...long.map((sentence) => violationAt(file, at, tooLong(sentence))),
      ...dialectIn(text).map((message) => violationAt(file, at, `has a comment that ${message}`)),
    ];
  });
}

function judgeDocument(file: SourceFile): Violation[] {
  return paragraphsOf(file.text).flatMap(({ text, line }) =>
    dialectIn(text).map((message) => ({ path: file.path, line, message: `has a paragraph that ${message}` })),
  );
}

function dialectIn(text: string): string[] {
  return TERMS.flatMap(([word, term]) => {
    const found = word.exec(text)?.[0];
    return found === undefined ? [] : [`says "${found}". The field's term belongs there: ${term}.`];
  });
}

/** The paragraphs of a document, each as one line of text, without blocks of code. */
function paragraphsOf(document: string): { text: string; line: number }[] {
  const paragraphs: { text: string; line: number }[] = [];
  let isOpen = false;
  let isFenced = false;
  for (const [index, line] of document.split('\n').entries()) {
    const text = line.trim();
    const isFence = text.startsWith('```');
    if (isFence) isFenced = !isFenced;
    const isProse = text !== '' && !isFence && !isFenced;
    const last = paragraphs.at(-1);
    if (isProse && isOpen && last) last.text += ` ${text}`;
    else if (isProse) paragraphs.push({ text, line: index + 1 });
    isOpen = isProse;
  }
  return paragraphs;
}

type Comment = ReturnType<typeof parse>['comments'][number];

/** A comment, or several lines of them that follow each other, as one text. */
function blocksOf(file: SourceFile): { text: string; at: Comment }[] {
  const blocks: { text: string; at: Comment; end: number }[] = [];
  for (const comment of parse(file).comments) {
    const last = blocks.at(-1);
    const gap = last ? file.text.slice(last.end, comment.start) : '';
    if (last && comment.type === 'Line' && last.at.type === 'Line' && /^\n[ \t]*$/.test(gap)) {
      last.text += `\n${comment.value}`;
      last.end = comment.end;
    } else blocks.push({ text: comment.value, at: comment, end: comment.end });
  }
  return blocks.map(({ text, at }) => ({ text: plainText(text), at }));
}

/** Without the stars of a block. A tag, an entry of a list or an empty line begins a new sentence. */
function plainText(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*+/, '').trim());
  return lines.map((line) => (line === '' || /^(@|- )/.test(line) ? `\n${line}` : line)).join(' ');
}

function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((part) => part.split(/(?<=[.!?])\s+/))
    .map((sentence) => sentence.trim());
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;
}

function tooLong(sentence: string): string {
  return `has a comment with a sentence of ${wordsIn(sentence)} words ("${sentence.slice(0, 40)}…"). At most ${MOST_WORDS}: one fact belongs in one sentence.`;
}
