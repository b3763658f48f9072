import type { Code } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import { carryCode } from '../decisions/carry-code.ts';
import { parseDescription } from './code-description.ts';
import { guidOf } from './guid.ts';
import { everyCode, type QdaCode } from './project.ts';

/** The codes of a project in a study's codebook. */
export interface ResolvedCodes {
  /** The id of the code with this GUID; null where the codebook has none. */
  readonly idOf: (guid: string) => string | null;
  /** Those that it has none for: their numbers in the project, from 1, parents first. */
  readonly unknown: readonly { readonly number: number; readonly name: string }[];
}

/**
 * Knows a project's codes by their GUID (ours are made of ids), the id in their description, or their name, where no other code has it
 * or only one of these stands below a code of the same name. A former code is what it was renamed to or merged into; one
 * that was split is none.
 */
export function resolveCodes(tree: readonly QdaCode[], { codebook }: Pick<Study, 'codebook'>): ResolvedCodes {
  const codes = codebook?.codes ?? [];
  const changes = codebook?.changes ?? [];
  const known = new Set(codes.map(({ id }) => id));
  const current = (id: string): string | null => {
    if (known.has(id)) return id;
    const [only, another] = carryCode(id, changes);
    return only !== undefined && another === undefined && known.has(only.code) ? only.code : null;
  };
  const former = changes.flatMap(({ from }) => from);
  const byGuid = new Map(
    [...former, ...known].flatMap((id) => {
      const now = current(id);
      return now === null ? [] : [[guidOf('code', id), now] as const];
    }),
  );
  const names = new Map(codes.map(({ id, name }) => [id, nameKey(name)]));
  const named = new Map<string, Code[]>();
  for (const code of codes) {
    const key = names.get(code.id) ?? '';
    const others = named.get(key);
    if (others === undefined) named.set(key, [code]);
    else others.push(code);
  }
  const byName = (code: QdaCode, above: QdaCode | null): string | null => {
    const alike = named.get(nameKey(code.name)) ?? [];
    const [only] = alike;
    if (alike.length === 1 && only !== undefined) return only.id;
    const aboveKey = above === null ? undefined : nameKey(above.name);
    const below = alike.filter(({ parent }) => names.get(parent ?? '') === aboveKey);
    return below.length === 1 ? (below[0]?.id ?? null) : null;
  };
  const resolved = new Map<string, string>();
  const unknown: { number: number; name: string }[] = [];
  for (const [index, { code, parent }] of everyCode(tree).entries()) {
    const written = parseDescription(code.description).id?.trim() ?? '';
    const id = byGuid.get(code.guid) ?? (written === '' ? null : current(written)) ?? byName(code, parent);
    if (id === null) unknown.push({ number: index + 1, name: code.name });
    else resolved.set(code.guid, id);
  }
  return { idOf: (guid) => resolved.get(guid) ?? byGuid.get(guid) ?? null, unknown };
}

function nameKey(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
