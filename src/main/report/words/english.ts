/** @file The English words of a report. */
import { metricsEnglish } from '../../../shared/words/metrics'

interface DataFigures {
  readonly name: string
  readonly version: number
  readonly rows: string
  readonly train: string
  readonly validation: string
  readonly test: string
}

/** The words of a report. Names of settings, layers and strategies are those of the files: the field's own terms. */
export const english = {
  locale: 'en',
  titleOfStudy: (name: string) => `Study: ${name}`,
  titleOfProject: (name: string) => `Project: ${name}`,
  made: (when: string, version: string) => `Made on ${when} by Fettle ${version}.`,
  contents: 'Contents',
  note: 'Notes',
  goals: 'Goals',
  goal: (metric: string, sign: string, target: string) => `${metric} ${sign} ${target}`,
  until: (day: string) => `until ${day}`,
  reached: (day: string) => `reached on ${day}`,
  nearest: (value: string, trial: number, study: string) =>
    `nearest so far: ${value} (trial ${trial} of ${study})`,
  nothingYet: 'no trial has this metric yet',
  milestones: 'Milestones',
  milestone: 'Milestone',
  due: 'By',
  done: 'done',
  open: 'open',
  studies: 'Studies',
  study: 'Study',
  state: 'State',
  trials: 'Trials',
  trial: 'Trial',
  best: 'Best',
  summary: 'Summary',
  bestOf: (metric: string) => `Best ${metric} (validation)`,
  withDefaults: 'With the default settings',
  complete: 'Complete trials',
  pruned: 'Given up early',
  failed: 'Failed',
  runningTime: 'Running time',
  methods: 'How it was done',
  data: 'Data',
  dataText: ({ name, version, rows, train, validation, test }: DataFigures) =>
    `Dataset “${name}”, version ${version}: ${rows} rows, of which ${train} for training, ${validation} for validation and ${test} sealed for one final test.`,
  splitText: (kind: string, folds: number, seed: number) =>
    `Split: ${kind}, ${folds === 1 ? 'one fold' : `${folds} folds`}, seed ${seed}.`,
  recipeText: (steps: string) => `Preparation, learnt from the training rows only: ${steps}.`,
  noRecipe: 'The columns were used as they are.',
  source: (file: string, hash: string) => `Source: ${file} (SHA-256 ${hash}).`,
  searchText: (sampler: string, seed: string, trials: number, parallel: number) =>
    `Search: ${sampler}${seed}, up to ${trials} trials, ${parallel} at a time.`,
  seedText: (seed: number) => ` with seed ${seed}`,
  prunerText: (pruner: string) => `Trials that would not win were ended by: ${pruner}.`,
  objectiveText: (metric: string, isMaximized: boolean) =>
    `Objective: ${isMaximized ? 'largest' : 'smallest'} ${metric} on the validation rows; of each trial the best epoch counts.`,
  commandText: (command: string) => `Every trial was a run of: ${command}`,
  repeatsText: (seeds: number) => `Every trial was trained with ${seeds} seeds; figures are means.`,
  space: 'What was searched',
  setting: 'Setting',
  searched: 'Searched',
  inBest: 'In the best trial',
  nothingSearched: 'Nothing was searched.',
  model: 'The best model',
  layer: 'Layer',
  kind: 'Kind',
  settings: 'Settings',
  training: 'Training',
  weights: (count: string) => `${count} weights.`,
  history: 'Objective by trial',
  historyLine: 'Best so far',
  curves: 'Curves of the best trial',
  epoch: 'Epoch',
  step: 'Step',
  trainPart: 'Training',
  validationPart: 'Validation',
  importance: 'What mattered',
  importanceText: (trials: number) =>
    `Share of the variation of the objective that each setting explains (fANOVA, ${trials} trials).`,
  board: 'Best trials',
  boardOf: (shown: number, total: string) => `The best ${shown} of ${total} trials.`,
  failures: 'Why trials failed',
  reason: 'Reason',
  count: 'Count',
  test: 'Sealed test',
  testText: (trial: number, when: string, rows: string) =>
    `The sealed rows were opened once, for trial ${trial}, on ${when}: ${rows} rows that no part of the search ever saw.`,
  testNever:
    'The sealed rows were not opened. Figures above are of validation rows, on which the best trials were chosen: expect a little less on new data.',
  metric: 'Metric',
  onTest: 'Test',
  onValidation: 'Validation',
  baseline: 'Baseline (no model)',
  confusion: 'Confusion: rows are true classes, columns predicted ones',
  actual: 'Actual',
  predicted: 'Predicted',
  machine: 'Machine',
  threads: (threads: number, count: string) => `${count} ${threads === 1 ? 'thread' : 'threads'}`,
  comma: ', ',
  trained: (where: string) => `Trained with ${where}.`,
  day: (moment: number) => new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(moment),
  states: {
    ready: 'ready',
    running: 'running',
    paused: 'paused',
    complete: 'complete',
    stopped: 'stopped',
    interrupted: 'interrupted',
    failed: 'failed',
    queued: 'queued',
    pruned: 'given up',
  } as Readonly<Record<string, string>>,
  /** Figures stand without a unit in a report: the name says it. */
  metrics: { ...metricsEnglish.inSentence, latency: 'time to answer, ms', modelSize: 'file size, bytes' },
}

export type ReportWords = typeof english
