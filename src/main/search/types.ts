/** @file What samplers and pruners are, and what they may know. */
import type { Assignment, SearchSpace } from '../../shared/domain/searchSpace'
import type { Direction } from '../../shared/domain/metric'
import type { Reason } from '../../shared/domain/study'
import type { TrialState } from '../../shared/domain/trial'

/** Objectives of a trial after `step` epochs, all to be minimised; NaN where one is not known yet. */
export interface CurvePoint {
  readonly step: number
  readonly values: readonly number[]
}

/** A trial as samplers and pruners see it. */
export interface PastTrial {
  /** From 1; 0 and below for results of other studies. */
  readonly number: number
  readonly assignment: Assignment
  readonly state: TrialState
  /**
   * Its objectives, **all to be minimised** (those to be maximised are negated). Null while pending and when failed. Of a pruned trial, and
   * of one that waits at a rung, what it had reached.
   */
  readonly values: readonly number[] | null
  /** The objectives by epoch, ascending, as far as it went. */
  readonly curve: readonly CurvePoint[]
  /** Epochs it would take whole. */
  readonly plannedSteps: number
  /** First objective of each finished fold and seed, minimised, in the order that is the same for all trials. */
  readonly runs: readonly number[]
  /** Where it began with the state that another trial had after so many epochs. */
  readonly forkedFrom?: { readonly number: number; readonly step: number } | undefined
}

/** What a sampler is asked. */
export interface Question {
  /** Of the trial that is wanted, from 1. */
  readonly number: number
  /** All trials so far in order of number, pending ones (`queued running paused interrupted`) among them. */
  readonly history: readonly PastTrial[]
  /** Whether an assignment fulfils the constraints and is not one that was tried and must not be tried again. */
  readonly isAllowed: (assignment: Assignment) => boolean
}

/**
 * Proposes assignments. Pure: the answer depends on the space, the seed and the question only, so a study can be
 * resumed from the store alone. Several trials may be pending at a time. Called in ascending order of numbers, but not for every number (some
 * are added by hand), and perhaps twice for one. What it proposes though it is not allowed is replaced by `createSampler`.
 */
export interface Sampler {
  /** Whether a proposal depends on its number alone, so that it can be asked for ahead of its turn and without history. */
  readonly isForeseeable: boolean
  /** @returns how many trials there are in all, or null where there is no end. */
  plannedTrials(): number | null
  /** @returns the assignment of trial `number`, or null once the space is used up. */
  propose(question: Question): Assignment | null
  /** @returns in words what it is doing now and why, for a sampler that decides that by itself. */
  explain?(question: Question): Reason
}

/** What a sampler is made for. */
export interface SearchTask {
  readonly space: SearchSpace
  /** Number of objectives. */
  readonly objectives: number
  /** Trials the study may make, for strategies that plan ahead; null: no end. */
  readonly trials: number | null
  /** Trials at the same time. */
  readonly parallel: number
  /** Whether points may be tried again, so that a finite space has no end for a sampler that learns from results. @default false */
  readonly mayRepeat?: boolean
}

export type CreateSampler<Spec> = (task: SearchTask, spec: Spec) => Sampler

/** What a pruner is made for. */
export interface PruningTask extends SearchTask {
  /** Of every objective: bounds are given, and reasons are told, in its own units. */
  readonly directions: readonly Direction[]
  /** Whether a trial can wait and go on later; where it cannot, it is judged once and for all. @default true */
  readonly canWait?: boolean
}

/** What is to become of a trial that has come to a step, or has finished a fold or seed. */
export type Verdict =
  | { readonly kind: 'continue' }
  /** It ends as `pruned`; the reason is told in words. */
  | { readonly kind: 'prune'; readonly reason: Reason }
  /** It waits, its checkpoint kept, until `next` names it; or it ends as `pruned` with this reason, once nothing else goes on. */
  | { readonly kind: 'pause'; readonly reason: Reason }

/** What is worth more than a new trial. */
export type Continuation =
  /** A paused trial goes on from where it is. */
  | { readonly kind: 'promote'; readonly number: number }
  /** A new trial begins with the state that trial `from`, which waits or is complete, had after `step` epochs. */
  | {
      readonly kind: 'fork'
      readonly from: number
      readonly step: number
      readonly assignment: Assignment
      /** Of the trial that ends in its favour. */
      readonly replaces: number
      readonly reason: Reason
    }

/**
 * Decides who goes on. Pure: depends on what it is given only. The trials it is given are in order of number, the judged one among them, each
 * with its present state and its curve as far as it went. Results of other studies have no say.
 */
export interface Pruner {
  /** @returns the next epoch after which the trial must stand still to be judged; null: it is judged as its epochs come in. */
  nextHalt(trial: PastTrial): number | null
  /**
   * Called for every epoch in order, with the curve up to it, and after each fold or seed but the last. May be called again for a trial
   * that waits: the reason is then that of the present.
   */
  judge(trial: PastTrial, trials: readonly PastTrial[]): Verdict
  /**
   * Asked again and again before a new trial is begun.
   * @param isEnding whether no new trial will come of the sampler: what is named now is all that goes on @default false
   * @returns what to do instead of a new trial; null: nothing waits that deserves it
   */
  next(trials: readonly PastTrial[], isEnding?: boolean): Continuation | null
}

export type CreatePruner<Spec> = (task: PruningTask, spec: Spec) => Pruner
