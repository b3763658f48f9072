import { button, element, save, say, textsOf, toCsv } from './dom.js';

/**
 * A chart's tools: keep it as SVG, as PNG, or its figures as CSV.
 * @param {HTMLElement} figure It holds the drawing, and the figures as a table where there are some.
 * @param {string} name What a file of it is called.
 */
export function chartTools(figure, name) {
  const svg = figure.querySelector('svg');
  const caption = figure.querySelector('figcaption');
  if (svg === null || caption === null) return;
  const table = figure.querySelector('table');
  const tools = [
    button('Download SVG', caption.id, () => save(`${name}.svg`, svgBlob(svg))),
    button('Download PNG', caption.id, () => void savePng(svg, name)),
  ];
  if (table !== null) {
    tools.push(
      button('Download CSV', caption.id, () =>
        save(
          `${name}.csv`,
          new Blob(['\ufeff', toCsv([...textsOf(table), [], ...linesOf(figure)])], { type: 'text/csv' }),
        ),
      ),
    );
  }
  caption.after(element('div', { class: 'tools' }, tools));
}

/**
 * The table's title, notes and source, a line each.
 * @param {HTMLElement} figure
 */
function linesOf(figure) {
  return [...figure.querySelectorAll('caption, .note')].map((line) => [line.textContent ?? '']);
}

/** @param {SVGSVGElement} svg */
function svgBlob(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
}

/**
 * Paints at twice the drawing's size, with this computer's fonts.
 * @param {SVGSVGElement} svg
 * @param {string} name
 */
async function savePng(svg, name) {
  const { width, height } = svg.viewBox.baseVal;
  const url = URL.createObjectURL(svgBlob(svg));
  const image = new Image();
  const canvas = element('canvas', { width: String(2 * width), height: String(2 * height) });
  try {
    image.src = url;
    await image.decode();
    canvas.getContext('2d')?.drawImage(image, 0, 0, 2 * width, 2 * height);
    canvas.toBlob((blob) => {
      if (blob !== null) save(`${name}.png`, blob);
    }, 'image/png');
  } catch {
    say('This browser cannot paint the chart; download the SVG.');
  } finally {
    URL.revokeObjectURL(url);
  }
}
