const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number of bytes as people say it, such as `256 MiB` or `1.5 GiB`; rounded up to a tenth, so that more than a limit never reads as the limit. */
export function sizeText(bytes: number): string {
  let text = bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let size = 1024;
  for (const unit of UNITS) {
    if (bytes < size) break;
    text = `${Math.ceil((bytes * 10) / size) / 10} ${unit}`;
    size *= 1024;
  }
  return text;
}
