import { describe, expect, it } from 'vitest'
import { readTuneOptions } from './tuneOptions'

describe('readTuneOptions', () => {
  it('fills in what is not said', () => {
    expect(readTuneOptions(['data/iris.csv', '--target', 'species'])).toEqual({
      path: 'data/iris.csv',
      target: 'species',
      hasHeader: null,
      objectives: [],
      trials: 30,
      parallel: 2,
      seed: 1,
      sampler: 'random',
      pruner: 'none',
      stopAt: null,
      plateau: null,
      seeds: 1,
      warmStart: null,
      timeLimitSeconds: null,
      epochs: null,
      name: 'iris',
      modelPath: null,
      backbone: null,
      unfreeze: '0',
      findsLayers: false,
      isJson: false,
    })
  })

  it('takes everything that is said', () => {
    const text =
      '--no-header --target 15 --trials 5 --parallel 1 --seed 0 --sampler latin-hypercube --time-limit 2.5 --epochs 3 --pruner successiveHalving --stop-at 0.9 --plateau 20 --seeds 3'
    expect(
      readTuneOptions(['a.csv', ...text.split(' '), '--name', ' My study ', '--model', 'net.json', '--json']),
    ).toMatchObject({
      target: '15',
      hasHeader: false,
      trials: 5,
      parallel: 1,
      seed: 0,
      sampler: 'latinHypercube',
      pruner: 'successiveHalving',
      stopAt: 0.9,
      plateau: 20,
      seeds: 3,
      timeLimitSeconds: 2.5,
      epochs: 3,
      name: 'My study',
      modelPath: 'net.json',
      findsLayers: false,
      isJson: true,
    })
  })

  it.each([
    [[], 'Which table?'],
    [['a.csv'], 'What is to be predicted?'],
    [['a.csv', 'b.csv', '--target', 'y'], 'One table at a time'],
    [['a.csv', '--target', 'y', '--trials', '0'], '--trials takes a whole number from 1 to 100000, not "0".'],
    [['a.csv', '--target', 'y', '--parallel', '1.5'], '--parallel takes a whole number'],
    [['a.csv', '--target', 'y', '--seed', ''], '--seed takes a whole number'],
    [['a.csv', '--target', 'y', '--sampler', 'tpi'], '--sampler is one of auto, grid, random,'],
    [['a.csv', '--target', 'y', '--pruner', 'x'], ', extrapolation, not "x".'],
    [['a.csv', '--target', 'y', '--plateau', '1'], '--plateau takes a whole number from 2'],
    [['a.csv', '--target', 'y', '--stop-at', 'soon'], '--stop-at takes a number'],
    [['a.csv', '--target', 'y', '--fast'], '--fast'],
  ])('says what is wrong with %j', (args, problem) => {
    expect(readTuneOptions(args)).toEqual({ problem: expect.stringContaining(problem) as string })
  })
})
