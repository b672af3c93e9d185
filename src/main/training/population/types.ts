/** @file Several models of one structure that one engine trains at the same time. */
import type { Evaluation, RunnerRequest, RunnerState, Weights } from '../types'

/** What one member trains on next. */
export interface MemberChunk {
  /** Rows of the training data; as many for every member. */
  readonly order: Int32Array
  /** One a batch. */
  readonly learningRates: Float64Array
}

/** Members are told apart by their place; everything is told and asked of all of them, in their order. */
export interface PopulationRunner {
  /** Of one member. */
  readonly weightCount: number
  /** @returns the loss of every batch of each member, penalties included. */
  trainChunk(chunks: readonly MemberChunk[]): Promise<readonly Float32Array[]>
  evaluate(part: 'train' | 'validation'): Promise<readonly Evaluation[]>
  weights(member: number): Promise<Weights>
  /** Where a member stands, so that a runner of its own could go on from there. */
  state(member: number): Promise<RunnerState>
  /** From now on there are only these of the present members, in this order. */
  keep(members: readonly number[]): Promise<void>
  dispose(): Promise<void>
}

/** Every member gets what a runner of its own would give it. */
export type CreatePopulation = (requests: readonly RunnerRequest[]) => Promise<PopulationRunner>
