/** @file Lets a study learn from results of elsewhere before it starts. */
import { existsSync } from 'node:fs'
import type { StudyId } from '../../../shared/domain/ids'
import type { MisfitCause, PriorMisfit, PriorReport } from '../../../shared/domain/search/priorReport'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import { findStudy } from './findTrial'
import { uploadPaths } from './uploadPath'

const WORDS: Readonly<Record<MisfitCause, string>> = {
  unfinished: 'were not finished',
  noValue: 'have no value',
  noColumn: 'have no number in a column named {subject}',
  missing: 'lack {subject}',
  outside: 'have another {subject} ({example})',
  fixed: 'have another {subject} ({example}) than all trials here',
  constraint: 'break {subject}',
  objective: 'were judged otherwise',
  several: 'have one value, which says too little for several objectives',
  known: 'are known already',
}

/** @param from a study (id or name), or the path of a file or folder @throws {app/not-found} {foreign/unreadable} */
export async function warmStart(call: Call, id: StudyId, from: string): Promise<PriorReport> {
  if (existsSync(from)) {
    const fileId = await uploadPaths(call, [from])
    return call('study:warmStart', { id, source: { kind: 'file', fileId } })
  }
  const study = findStudy(await call('study:list', { projectId: null }), from)
  if (study === undefined) throw new AppError('app/not-found', { what: 'study or file', id: from })
  return call('study:warmStart', { id, source: { kind: 'study', studyId: study.id } })
}

/** In one line. */
export function describeReport({ source, rows, fitting, misfits }: PriorReport): string {
  const why = misfits.map((misfit) => `${misfit.rows} ${describeMisfit(misfit)}`)
  const others = why.length === 0 ? '' : `; ${why.join(', ')}`
  return `${fitting} of ${rows} results of ${source.name} are learnt from${others}.`
}

function describeMisfit({ cause, subject, example }: PriorMisfit): string {
  return WORDS[cause].replace('{subject}', subject ?? '').replace('{example}', example)
}
