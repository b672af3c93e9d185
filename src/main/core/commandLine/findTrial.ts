/** @file Finds the study or trial that the user means by a few letters. */
import type { TrialId } from '../../../shared/domain/ids'
import { TrialId as TrialIdSchema } from '../../../shared/domain/ids'
import type { StudySummary } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import * as v from 'valibot'
import type { Call } from './coreClient'

export const TRIAL_HELP = `A trial is named by its study (id or name; the newest of that name), which means its best trial,
by study:number (iris:7), or by its own id.`

/** @throws {app/not-found} @throws {study/nothing-trained} */
export async function findTrial(call: Call, text: string): Promise<TrialId> {
  const studies = await call('study:list', { projectId: null })
  const study = findStudy(studies, text)
  if (study) return bestTrialOf(study)
  const numbered = /^(.+):(\d+)$/.exec(text)
  const owner = numbered ? findStudy(studies, numbered[1] ?? '') : undefined
  if (owner && numbered) return trialOfNumber(call, owner, Number(numbered[2]))
  return trialOfId(call, text)
}

/** @throws {app/not-found} */
export async function findStudyByName(call: Call, text: string): Promise<StudySummary> {
  const study = findStudy(await call('study:list', { projectId: null }), text)
  if (!study) throw new AppError('app/not-found', { what: 'study', id: text })
  return study
}

async function trialOfId(call: Call, text: string): Promise<TrialId> {
  const id = v.safeParse(TrialIdSchema, text)
  const found = id.success && (await call('trial:get', { id: id.output }).then(isThere, isNotThere))
  if (!id.success || !found) throw new AppError('app/not-found', { what: 'study or trial', id: text })
  return id.output
}

const isThere = (): boolean => true

function isNotThere(thrown: unknown): boolean {
  if (thrown instanceof AppError && thrown.code === 'app/not-found') return false
  throw thrown
}

/** The newest first, so that a name used twice means the latest study. */
export function findStudy(studies: readonly StudySummary[], text: string): StudySummary | undefined {
  return studies.find(({ id }) => id === text) ?? studies.find(({ name }) => name === text)
}

function bestTrialOf({ best }: StudySummary): TrialId {
  if (best === null) throw new AppError('study/nothing-trained')
  return v.parse(TrialIdSchema, best.trialId)
}

async function trialOfNumber(call: Call, study: StudySummary, number: number): Promise<TrialId> {
  const trials = await call('trial:list', { studyId: study.id })
  const trial = trials.find((candidate) => candidate.number === number)
  if (!trial) throw new AppError('app/not-found', { what: 'trial', id: `${study.name}:${number}` })
  return trial.id
}
