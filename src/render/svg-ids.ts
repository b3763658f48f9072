/**
 * The SVG with `prefix-` before every id and every reference to one, so that several drawings can stand in one page. Only
 * tags are touched, never text.
 */
export function withOwnIds(svg: string, prefix: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/(\sid=")([^"]+)"/g, `$1${prefix}-$2"`)
      .replace(/(\saria-(?:labelledby|describedby)=")([^"]+)"/g, (_, name: string, ids: string) => {
        const own = ids.split(/\s+/).map((id) => `${prefix}-${id}`);
        return `${name}${own.join(' ')}"`;
      })
      .replace(/url\(#/g, `url(#${prefix}-`)
      .replace(/(href=")#/g, `$1#${prefix}-`),
  );
}
