/** The text around a number, up to 60 characters each side at whole words, on one line, "…" for what is left out. */
export function excerptOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const from = start <= ROOM ? 0 : text.indexOf(' ', start - ROOM) + 1 || start - ROOM;
  const last = text.length - end <= ROOM ? text.length : text.lastIndexOf(' ', end + ROOM);
  const to = last < end ? Math.min(text.length, end + ROOM) : last;
  const said = text.slice(Math.min(from, start), to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${said}${to < text.length ? '…' : ''}`;
}

const ROOM = 60;
