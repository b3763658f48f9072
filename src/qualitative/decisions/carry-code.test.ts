import { describe, expect, it } from 'vitest';
import type { CodeChange } from '../../study/codebook.ts';
import { carryCode } from './carry-code.ts';

describe('carryCode', () => {
  const changes: readonly CodeChange[] = [
    { kind: 'rename', from: 'delay', to: 'waiting' },
    { kind: 'merge', from: ['waiting', 'slowness'], to: 'time' },
    { kind: 'split', from: 'people', to: ['staff', 'cooks'] },
    { kind: 'rename', from: 'staff', to: 'team' },
  ];
  it.each([
    ['queue', [{ code: 'queue', changed: null }]],
    ['slowness', [{ code: 'time', changed: 'merged' }]],
    ['delay', [{ code: 'time', changed: 'merged' }]],
    ['staff', [{ code: 'team', changed: null }]],
    [
      'people',
      [
        { code: 'team', changed: 'split' },
        { code: 'cooks', changed: 'split' },
      ],
    ],
  ] as const)('follows %s through renaming, merging and splitting in turn', (code, carried) => {
    expect(carryCode(code, changes)).toEqual(carried);
  });

  it('follows a code that was split and merged again time after time, which doubles nothing', () => {
    const again = Array.from({ length: 60 }, (): readonly CodeChange[] => [
      { kind: 'split', from: 'a', to: ['b', 'c'] },
      { kind: 'merge', from: ['b', 'c'], to: 'a' },
    ]).flat();
    expect(carryCode('a', again)).toEqual([{ code: 'a', changed: 'merged' }]);
  });
});
