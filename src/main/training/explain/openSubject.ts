/** @file Opens what is to be explained: a network, and rows by column or by feature. */
import type { ParsedJobInput } from '../../../shared/contract/jobs'
import { AppError } from '../../../shared/errors/appError'
import type { JobTools } from '../job'
import { type Asked, readTrained } from '../asking/askTrained'
import { choosePlaces, pickRows } from '../asking/pickRows'
import { targetsOf } from '../asking/targetsOf'
import { type Answers, openAnswers } from './answers'
import { createFeatureSubject } from './featureSubject'
import { createRawSubject, type RawSubject } from './rawSubject'
import type { ShownCell, Subject } from './subject'

type SubjectInput = Pick<
  ParsedJobInput<'shapValues'>,
  | 'model'
  | 'training'
  | 'task'
  | 'dataFolder'
  | 'weightsFile'
  | 'reading'
  | 'rows'
  | 'most'
  | 'background'
  | 'seed'
> &
  Partial<Pick<ParsedJobInput<'shapValues'>, 'chosen'>>

export interface OpenedSubject {
  readonly asked: Asked
  readonly subject: Subject
  /** Null where rows are not as they stand in the source. */
  readonly raw: RawSubject | null
  readonly answers: Answers
  /** Of the explained rows. */
  readonly places: readonly number[] | null
  /** Class or scaled number of the explained rows; empty for rows that were typed. */
  readonly y: Float32Array
  readonly truths: readonly ShownCell[]
}

/** @throws {predict/no-target} for a network that learnt something else than the target. */
export async function openSubject(input: SubjectInput): Promise<OpenedSubject> {
  const { model, training, task, dataFolder, weightsFile } = input
  if (training.mode !== 'supervised') throw new AppError('predict/no-target')
  const asked = await readTrained({ model, training, task, dataFolder, weightsFile })
  const raw = input.rows && createRawSubject(input.rows, asked.meta.fitted, input.reading)
  const validation = await asked.rows('validation')
  const { rows, chosen = [], most, seed } = input
  const drawn = chosen.length > 0 ? chosen : choosePlaces(validation.rows, most, seed)
  const places = rows ? rows.places : drawn
  const explained = pickRows(validation, places ?? [])
  const subject = raw ?? (await openFeatures(asked, explained, input))
  const answers = await openAnswers(asked)
  const { y } = explained
  return { asked, subject, raw, answers, places, y, truths: targetsOf(asked.meta, y) }
}

async function openFeatures(
  asked: Asked,
  explained: ReturnType<typeof pickRows>,
  { background, seed }: SubjectInput,
): Promise<Subject> {
  const train = await asked.rows('train')
  return createFeatureSubject(
    asked.meta,
    explained,
    pickRows(train, choosePlaces(train.rows, background, seed)),
  )
}

/** @returns what tells progress by rows of `total`. */
export function countRows({ progress, breathe }: Pick<JobTools, 'progress' | 'breathe'>, total: number) {
  let done = 0
  return async (count: number): Promise<void> => {
    done = Math.min(total, done + count)
    progress(done, total)
    await breathe()
  }
}
