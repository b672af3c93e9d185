/** @file What there is to say about a sample, in one language. */
import type { SampleId } from '../../domain/sample'

/** By the ids of parts and studies. */
export type WordsById = Readonly<Record<string, string>>

export interface SampleWords {
  /** Name of the sample, and of the project that opening it makes. */
  readonly title: string
  /** One sentence on its card. */
  readonly summary: string
  /** Two paragraphs: what it is about, and how to go about it. */
  readonly guide: readonly [what: string, how: string]
  readonly model: string
  readonly search: string
  /** What comes out, in figures that were measured. */
  readonly expect: string
  /** Name of the dataset of each part. */
  readonly parts: WordsById
  /** Of parts that take data of the user's: what they must look like, and which known public set fits. */
  readonly own: WordsById
  /** Name of each study and its model. */
  readonly studies: WordsById
  /** Something to think about before it is used, such as consent. */
  readonly caution?: string
}

/** A sample that is missing does not compile. */
export type AllSampleWords = Readonly<Record<SampleId, SampleWords>>
