import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** `type`s of script that a browser runs; the rest (JSON and the like) is data and needs no permission. */
const RUN = new Set(['', 'module', 'text/javascript', 'application/javascript']);

/** `'sha256-…'` of every inline script that the page would run, each once, in document order. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = elements(parse(html))
    .filter((element) => element.tagName === 'script' && attribute(element, 'src') === null)
    .filter((element) => RUN.has((attribute(element, 'type') ?? '').trim().toLowerCase()))
    .map((element) => `'sha256-${sha256(textOf(element))}'`);
  return [...new Set(hashes)];
}

/** Inline styles of a page (elements and attributes), which our policy would not let through. */
export function inlineStyles(html: string): string[] {
  return elements(parse(html)).flatMap((element) => {
    if (element.tagName === 'style') return ['<style>'];
    return attribute(element, 'style') === null ? [] : [`<${element.tagName} style>`];
  });
}

/**
 * Puts markup where a browser reads it first: right behind the start of `<head>`.
 * @throws Error where the page has no `<head>` of its own
 */
export function intoHead(html: string, markup: string): string {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const head = elements(document).find((element) => element.tagName === 'head');
  const end = head?.sourceCodeLocation?.startTag?.endOffset;
  if (end === undefined) throw new Error('The page has no <head>.');
  return html.slice(0, end) + markup + html.slice(end);
}

/** Text as the value of a quoted attribute. */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function elements(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  const inside = children.flatMap(elements);
  return 'tagName' in node ? [node, ...inside] : inside;
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((candidate) => candidate.name === name)?.value ?? null;
}

function textOf(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}
