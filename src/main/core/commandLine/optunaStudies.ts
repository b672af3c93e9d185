/** @file `fettle studies import-optuna` and `export-optuna`: studies from Optuna and to it. */
import { writeFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors/appError'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { findStudy } from './findTrial'
import { nameOfPath } from './nameOfPath'
import { isProblem, readOptions, type UsageProblem } from './options'
import type { CommandContext } from './types'
import { uploadFile } from './uploadPath'

export const OPTUNA_HELP = `fettle studies import-optuna <file> [--study <name>]
fettle studies export-optuna <study> [-o file.db]

Brings a study of Optuna in, from its SQLite database or its journal, with all its trials: it can be looked at, analysed and
learnt from. Writes a study (id or name) as a database that Optuna opens: optuna.load_study(…, storage="sqlite:///file.db").

  --study <name>        which study of the file, where it holds several
  -o, --output <file>   where to (a name after the study, in the present folder)
`

export async function importOptuna(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { study: { type: 'string' } })
  if (isProblem(read)) return read
  const [path, ...more] = read.positionals
  if (path === undefined || more.length > 0)
    return { problem: 'Name one file: a database or a journal of Optuna.' }
  const { study: studyName } = read.values
  const study = await withCore(async (_core, call) => {
    const fileId = await uploadFile(call, path)
    const project = await call('project:create', { name: studyName ?? nameOfPath(path) })
    try {
      return await call('study:importOptuna', {
        ...{ projectId: project.id, fileId },
        ...(studyName === undefined ? {} : { studyName }),
      })
    } catch (thrown) {
      await call('project:remove', { id: project.id })
      throw thrown
    }
  })
  terminal.print(study.id)
  const { complete, failed, pruned } = study.counts
  terminal.note(`Study "${study.name}": ${complete} trials complete, ${pruned} pruned, ${failed} failed.`)
  return EXIT_CODES.ok
}

export async function exportOptuna(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { output: { type: 'string', short: 'o' } })
  if (isProblem(read)) return read
  const [text, ...more] = read.positionals
  if (text === undefined || more.length > 0) return { problem: 'Name one study.' }
  const download = await withCore(async (_core, call) => {
    const study = findStudy(await call('study:list', { projectId: null }), text)
    if (study === undefined) throw new AppError('app/not-found', { what: 'study', id: text })
    return call('study:exportOptuna', { id: study.id })
  })
  const file = read.values.output ?? download.fileName
  await writeFile(file, Buffer.from(download.base64, 'base64'))
  terminal.print(file)
  return EXIT_CODES.ok
}
