import { visibleLine, visibleText } from './visible-text.ts';

/** The text for an element's content or a quoted attribute, in HTML or XML: it can open no tag and close no quote. */
function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** As `escapeHtml`, on one line. */
export function escapeHtmlLine(text: string): string {
  return escapeHtml(visibleLine(text));
}

/** As `escapeHtml`, with line breaks kept as `<br>`. */
export function escapeHtmlLines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
