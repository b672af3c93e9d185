import { describe, expect, it } from 'vitest'
import { newRow } from './parameterRow'
import { folderProblem, lineProblem, metricProblem } from './programProblems'

const rows = [newRow({ name: 'lr' }), newRow({ name: 'momentum', parent: 'optimizer' })]

describe('what is wrong with a program', () => {
  it.each([
    ['', { code: 'missing' }],
    ['python "x', { code: 'openQuote', name: '"' }],
    ['python x.py {units}', { code: 'gap', name: 'units' }],
    ['python x.py {momentum}', { code: 'sometimes', name: 'momentum' }],
    ['python x.py {lr} {seed} {trial} {parameters} {{units}}', null],
  ])('is said of its line: %s', (line, problem) => {
    expect(lineProblem(line, rows)).toEqual(problem)
  })

  it('is said of its folder, which has to be a whole path', () => {
    expect(['/home/me', String.raw`C:\me`, String.raw`\\host\share`].map(folderProblem)).toEqual([
      ...[null, null, null],
    ])
    expect(folderProblem('code/x')).toEqual({ code: 'notAbsolute' })
    expect(folderProblem(' ')).toEqual({ code: 'missing' })
  })

  it('is said of the name of its metric', () => {
    expect(['val_loss', 'val/loss-1.0', 'val loss', ''].map((name) => metricProblem(name)?.code)).toEqual([
      ...[undefined, undefined, 'metricName', 'missing'],
    ])
  })
})
