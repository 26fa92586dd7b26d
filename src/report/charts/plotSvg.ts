import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

export interface ChartWords {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Draws a Plot chart without a browser: SVG text with title and description, coloured by the page's CSS variables. */
export function plotSvg(options: Plot.PlotOptions, { id, title, description }: ChartWords): string {
  const svg = Plot.plot({
    className: 'chart',
    ...options,
    document: document as unknown as Document,
  }) as unknown as SVGSVGElement;
  svg.querySelector('style')?.remove();
  const add = (name: string, text: string): void => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    element.setAttribute('id', `${id}-${name}`);
    element.textContent = text;
    svg.insertBefore(element as unknown as Node, svg.firstChild);
  };
  add('desc', description);
  add('title', title);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', `${id}-title`);
  svg.setAttribute('aria-describedby', `${id}-desc`);
  return shorten(svg.outerHTML);
}

/** Coordinates to a hundredth of a pixel: half the size, the same picture. */
function shorten(svg: string): string {
  return svg.replace(/ (?:d|transform|x|y|x1|x2|y1|y2|cx|cy|width|height)="[^"]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
}
