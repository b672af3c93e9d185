/** @file `fettle refit`: the settings of a trial once more, on all rows but the sealed ones. */
import type { TrialId } from '../../../shared/domain/ids'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure } from './leaderboard'
import { isProblem, readOptions } from './options'
import type { Command } from './types'
import { untilOver } from './untilOver'

export const refit: Command = {
  summary: 'train the settings of a trial once more, on all rows but the sealed ones',
  help: `fettle refit <study|trial> [--name <text>] [--test]

Makes a study of one trial: its settings, for so many epochs as were best, on training and validation
rows together. Its validation figures are of rows that it has learnt from.
${TRIAL_HELP}

  --name <text>   of the study
  --test          open the sealed test rows for it, and print what they say
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, { name: { type: 'string' }, test: { type: 'boolean' } })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    return withCore(async (core, call) => {
      const trialId = await findTrial(call, text)
      const name = read.values.name?.trim() || (await nameFor(call, trialId))
      const started = await call('study:refit', { trialId, name })
      const study = await untilOver(core, call, started.id)
      if (study.best === null) return EXIT_CODES.nothingTrained
      terminal.print(`${study.id}  ${study.name}`)
      if (read.values.test === true) {
        const { metrics, rowCount } = await call('test:open', {
          studyId: study.id,
          trialId: study.best.trialId as TrialId,
        })
        const figures = Object.entries(metrics).map(
          ([metric, value]) => `${metric} ${formatFigure(value ?? null)}`,
        )
        terminal.print(`${rowCount} sealed rows: ${figures.join(', ')}`)
      }
      return EXIT_CODES.ok
    })
  },
}

async function nameFor(call: Call, trialId: TrialId): Promise<string> {
  const { row } = await call('trial:get', { id: trialId })
  const { name } = await call('study:get', { id: row.studyId })
  return `${name.slice(0, 90)}: trial ${row.number} on all rows`
}
