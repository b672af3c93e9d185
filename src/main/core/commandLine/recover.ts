/** @file `fettle recover`: goes on from the newest backup when the database is damaged. */
import { toAppError } from '../../../shared/errors/appError'
import { recoverStore } from '../../store'
import { findDataFolder } from '../paths'
import { EXIT_CODES } from './exitCodes'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const recover: Command = {
  summary: 'go on from the newest backup when the database is damaged',
  help: `fettle recover

Sets a damaged database aside and puts the newest backup in its place. Where there is
no backup, the next start begins with an empty one. Nothing is deleted, and a database
that is whole stays as it is.
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {})
    if (isProblem(read)) return read
    if (read.positionals.length > 0) return { problem: `"${read.positionals[0]}" is too much.` }
    if (await isWhole(withCore)) {
      terminal.note('The database is whole; nothing was changed.')
      return EXIT_CODES.ok
    }
    const { setAside, restoredFrom } = recoverStore(findDataFolder(), Date.now())
    terminal.note(`The damaged database lies at ${setAside}.`)
    terminal.note(
      restoredFrom === ''
        ? 'There was no backup: the next start begins with an empty one.'
        : `The backup ${restoredFrom} stands in its place.`,
    )
    return EXIT_CODES.ok
  },
}

/** @throws {store/*} for every other reason why it cannot be opened. */
async function isWhole(withCore: Parameters<Command['run']>[1]['withCore']): Promise<boolean> {
  try {
    await withCore(() => Promise.resolve())
    return true
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'store/corrupt') return false
    throw error
  }
}
