/** One section of a report as text: a line a paragraph, list item, caption or row of a table, cells joined by ` | `. Throws where there is none. */
export function sectionText(html: string, id: string): string {
  const section = new RegExp(`<section aria-labelledby="${id}".*?</section>`, 's').exec(html)?.[0];
  if (section === undefined) throw new Error(`no section ${id}`);
  return section
    .replace(/<\/t[hd]>(?=<t)/g, ' | ')
    .replace(/<\/(?:tr|p|h2|li|caption)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\n\s*/g, '\n');
}
