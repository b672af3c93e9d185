import {
  isTraining,
  type Reason,
  type Study,
  type StudyPlan,
  type StudySummary,
} from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { type AppError, toAppError } from '../../../shared/errors/appError'
import type { ModelFigures, PastTrial, Pruner, Question, Sampler } from '../../search'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { ServiceContext } from '../context'
import { createStopwatch, type Stopwatch } from './stopwatch'
import { StudyJournal } from './studyJournal'
import { Questions } from './questions'
import { prunerOf, samplerOf } from './studySetup'
import { findStop } from './studyStops'
import { summariseStudy } from './studySummary'
import { TrialBoard } from './trialBoard'
import { readHistory, TrialHistory } from './trialHistory'
import type { SeriesPlan } from './trialSeries'
import { TrialLedger } from './trialLedger'
import { toReason } from './trialTransitions'
import { listFolds } from './trialData'

export interface LiveStudyOptions {
  readonly context: ServiceContext
  readonly study: Study
  /** Told when something could not be stored and no caller is there to hear of it. */
  readonly onFailure: (thrown: unknown) => void
  /** @default that of the plan */
  readonly createPruner?: CreatePruner
}

export type CreatePruner = (study: Study) => Pruner | null

/** The state of a study that runs or pauses, its trials and its clock included: stored first, then told. */
export class LiveStudy {
  readonly board: TrialBoard
  readonly trials: TrialLedger
  /** Running time of the study over all its sessions, pauses left out. */
  readonly watch: Stopwatch
  readonly #context: ServiceContext
  #study: Study
  #sampler: Sampler
  #samplerTrials: number | null
  #spaceVersion: number
  readonly #folds: number
  readonly #createPruner: CreatePruner
  #pruner: Pruner | null
  #past: TrialHistory | null = null
  #questions: Questions
  /** Null until the model's place is known. */
  #figures: ModelFigures | null = null
  #strategyNote: Reason | null = null
  #isTestOpened: boolean

  constructor({ context, study, onFailure, createPruner = prunerOf }: LiveStudyOptions) {
    this.#context = context
    this.#study = study
    this.#isTestOpened = context.store.reports.get(study.id) !== null
    this.board = new TrialBoard(study.plan.objective, context.store.trials.list(study.id))
    this.#sampler = samplerOf(study)
    this.#samplerTrials = this.#sampler.plannedTrials()
    this.#spaceVersion = newestSpace(context, study)
    this.#folds = foldsOf(context.store, study.plan)
    this.#createPruner = createPruner
    this.#pruner = createPruner(study)
    this.#questions = this.#newQuestions()
    this.watch = createStopwatch(context.clock, study.elapsedMs)
    const summarise = (): StudySummary => this.summary()
    const journal = new StudyJournal({ context, studyId: study.id, summarise, onFailure })
    this.trials = new TrialLedger(this.board, journal)
  }

  /** The study as it was last written; its running time is of that moment. */
  get study(): Study {
    return this.#study
  }

  /** Of the plan as it is now. */
  get sampler(): Sampler {
    return this.#sampler
  }

  /** Of the plan as it is now; null where nothing is given up. */
  get pruner(): Pruner | null {
    return this.#pruner
  }

  /** All trials with their curves, as pruners see them. */
  get past(): TrialHistory {
    if (this.#past === null) {
      // What waits to be stored would be missing.
      this.trials.write([])
      const rows = this.board.rows()
      const plain = { plan: this.#study.plan, rows }
      this.#past =
        this.#pruner === null ? new TrialHistory(plain) : readHistory(this.#context.store, this.#study, rows)
      this.trials.follow(this.#past)
    }
    return this.#past
  }

  /** How many trials the sampler makes in all, null where there is no end. */
  get samplerTrials(): number | null {
    return this.#samplerTrials
  }

  /** How often each trial is trained. */
  get series(): SeriesPlan {
    const { repeats } = this.#study.plan
    return { folds: this.#folds, ...(repeats ? { repeats } : {}) }
  }

  /** Of what is searched now. */
  get spaceVersion(): number {
    return this.#spaceVersion
  }

  summary(): StudySummary {
    return summariseStudy({
      study: { ...this.#study, elapsedMs: this.watch.elapsedMs() },
      board: this.board,
      samplerTrials: this.#samplerTrials,
      strategyNote: this.#strategyNote,
      isTestOpened: this.#isTestOpened,
    })
  }

  /** The test rows were opened while the study paused. */
  markTestOpened(): void {
    this.#isTestOpened = true
  }

  /** @returns what the sampler is asked for the trial of this number. */
  ask(number: number): Question {
    return this.#questions.ask(number, this.past.all())
  }

  /** Whether the sampler can be asked only where models are known. */
  get needsModels(): boolean {
    return this.#questions.needsModels
  }

  /** What the sampler said of itself with its latest proposal. */
  noteStrategy(note: Reason | null): void {
    this.#strategyNote = note
  }

  /** @returns what the sampler learns from. */
  history(): PastTrial[] {
    return this.#questions.history(this.past.all())
  }

  /** @returns by what its results put an end to it; null: by nothing. */
  findStop(): Reason | null {
    const { plan } = this.#study
    return plan.stops === undefined ? null : findStop(plan, this.past.all())
  }

  /** Changes the study, and trials with it, in one transaction. */
  write(change: Partial<Study>, rows: readonly TrialRow[] = []): void {
    this.#study = { ...this.#study, ...change, elapsedMs: this.watch.elapsedMs() }
    this.trials.write(rows, this.#study)
  }

  /** Changes the plan; what else is stored with it, is stored in the same transaction. */
  writePlan(plan: StudyPlan, storeMore: () => void = () => undefined): void {
    const before = this.#study.plan
    this.#context.store.transaction(() => {
      storeMore()
      this.write({ plan })
    })
    if (!isSameModel(before, plan)) this.#figures = null
    this.#sampler = samplerOf(this.#study)
    this.#samplerTrials = this.#sampler.plannedTrials()
    this.#spaceVersion = newestSpace(this.#context, this.#study)
    this.#pruner = this.#createPruner(this.#study)
    this.#past = null
    this.trials.follow(null)
    this.#questions = this.#newQuestions()
  }

  /** What models cost is known now. */
  useFigures(figures: ModelFigures): void {
    this.#figures = figures
    this.#questions = this.#newQuestions()
  }

  /** Results of other studies came or went. */
  reloadPriors(): void {
    this.#questions = this.#newQuestions()
  }

  #newQuestions(): Questions {
    const { plan, id } = this.#study
    return new Questions({ plan, priors: this.#context.store.priors.list(id), figures: this.#figures })
  }

  /** Writes and tells the end at once. Never throws: what could not be stored is reported. */
  close(end: Pick<Study, 'state' | 'reason'>, rows: readonly TrialRow[]): void {
    const { state, reason } = end
    this.watch.stop()
    try {
      this.write({ state, reason, finishedAt: this.#context.clock.now() }, rows)
      this.trials.journal.flush()
    } catch (thrown) {
      this.#tellUnstored(toAppError(thrown))
    }
  }

  /** Not even the end could be stored; whoever looks next finds the study as it was and takes it for interrupted. */
  #tellUnstored(error: AppError): void {
    this.#context.report('study', error)
    this.trials.journal.abandon()
    this.#study = { ...this.#study, state: 'failed', reason: this.#study.reason ?? toReason(error) }
    this.#context.emit('study:changed', this.summary())
  }
}

/** Whether what is trained or run, and what is searched of it, is as it was. */
export function isSameModel(before: StudyPlan, plan: StudyPlan): boolean {
  return canonicalJson(subjectOf(before)) === canonicalJson(subjectOf(plan))
}

function subjectOf(plan: StudyPlan) {
  return isTraining(plan) ? plan.design : { command: plan.command, space: plan.space }
}

/** @returns pairs of training and validation rows that each trial is trained on. */
export function foldsOf({ datasets }: Pick<ServiceContext['store'], 'datasets'>, plan: StudyPlan): number {
  return isTraining(plan) ? listFolds(plan, datasets.version(plan.datasetVersionId)).length : 1
}

function newestSpace({ store }: Pick<ServiceContext, 'store'>, { id }: Study): number {
  return store.spaces.list(id).at(-1)?.version ?? 1
}
