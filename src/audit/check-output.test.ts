import { describe, expect, it } from 'vitest';
import { type CheckedCell, type CheckReport, countVerdicts } from './check-report.ts';
import { renderCheckText, renderPinsText } from './check-text.ts';
import { renderJunit } from './junit.ts';

const CELL: CheckedCell = {
  id: 'T.1|staff|H|Timely',
  table: 'T.1',
  row: 'Timely & "kind"',
  column: 'H',
  kind: 'triple',
  figures: {},
  verdict: 'match',
  searched: [2, 28],
  reason: '',
};
const NONE: CheckedCell = { ...CELL, column: 'DC', verdict: 'none', reason: 'no n from 2 to 28 gives it' };
const DIFFERS: CheckedCell = {
  ...CELL,
  kind: 'count',
  verdict: 'differs',
  reason: 'count 4 printed, ours < 4',
};
const BASE: CheckedCell = { ...CELL, row: '(header n)', kind: 'n', verdict: 'base', reason: 'printed n=28' };

function report(...cells: CheckedCell[]): CheckReport {
  return { summary: countVerdicts(cells), cells };
}

describe('the check as text', () => {
  it('shows what is no plain match with its reason, then counts by kind', () => {
    expect(renderCheckText(report(CELL, NONE, BASE))).toBe(
      `Not a plain match, and why:

none      T.1  DC  Timely & "kind"
          no n from 2 to 28 gives it
base      T.1  H  (header n)
          printed n=28

published           match  rounding      base   differs      none  conflict   missing
%, mean and SD          1         0         0         0         1         0         0
header n                0         0         1         0         0         0         0
all                     1         0         1         0         1         0         0
`,
    );
  });

  it('shows counts alone when everything matches', () => {
    expect(renderCheckText(report(CELL)).split('\n')).toHaveLength(4);
  });

  it('lists approved values that changed, are gone or new', () => {
    const changed = [{ id: 'a', column: 'mean', pinned: '3.88', now: '4.00' }];
    expect(renderPinsText({ same: 7, new: ['c'], gone: ['b'], changed }, 'pinned.csv')).toBe(
      `changed   a  mean: 3.88 approved, now 4.00
gone      b
new       c
Approved values in pinned.csv: 7 same, 1 changed, 1 gone, 1 new
`,
    );
  });
});

it('the check as JUnit XML: failures, skipped and notes by suite', () => {
  expect(renderJunit(report(CELL, NONE, DIFFERS, BASE))).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="crs-eval check" tests="4" failures="1" skipped="1">
  <testsuite name="triple" tests="2" failures="0" skipped="1">
    <testcase classname="T.1" name="Timely &amp; &quot;kind&quot; · H"/>
    <testcase classname="T.1" name="Timely &amp; &quot;kind&quot; · DC"><skipped message="none: no n from 2 to 28 gives it"/></testcase>
  </testsuite>
  <testsuite name="count" tests="1" failures="1" skipped="0">
    <testcase classname="T.1" name="Timely &amp; &quot;kind&quot; · H"><failure message="differs: count 4 printed, ours &lt; 4"/></testcase>
  </testsuite>
  <testsuite name="n" tests="1" failures="0" skipped="0">
    <testcase classname="T.1" name="(header n) · H"><system-out>base: printed n=28</system-out></testcase>
  </testsuite>
</testsuites>
`,
  );
});
