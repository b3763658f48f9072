import type { ChartSpec } from '../chart-sheet.ts';

/** What a datum of a layer may hold, as far as tests ask. */
export interface LayerValue {
  readonly text?: string;
  readonly x?: number;
  readonly y?: number;
  readonly group?: string;
  readonly printed?: string;
  readonly n?: number;
  readonly result?: string;
  readonly level?: string;
  readonly from?: number;
  readonly to?: number;
  readonly percent?: string;
}

interface Layer {
  readonly name?: string;
  readonly data?: { readonly values: readonly LayerValue[] };
}

/** The data of a specification's layer; none where there is no such layer. */
export function layerValues(spec: ChartSpec, name: string): readonly LayerValue[] {
  const { layer } = spec as { readonly layer: readonly Layer[] };
  return layer.find((candidate) => candidate.name === name)?.data?.values ?? [];
}
