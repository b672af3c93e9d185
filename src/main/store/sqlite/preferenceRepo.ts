/** @file The one row of preferences. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { DEFAULT_PREFERENCES, Preferences } from '../../../shared/domain/preferences'
import type { PreferenceRepo } from '../types'
import { json } from './rows'

const PreferenceRow = v.strictObject({ body: json(Preferences) })

export function createPreferenceRepo(database: Database): PreferenceRepo {
  const select = database.prepare('SELECT body FROM preferences WHERE key = 1')
  const set = database.prepare('INSERT OR REPLACE INTO preferences (key, body) VALUES (1, ?)')
  return {
    /** Preferences of another version that no longer fit are forgotten: they must not keep anyone out. */
    get: () => {
      const read = v.safeParse(PreferenceRow, select.get())
      return read.success ? read.output.body : DEFAULT_PREFERENCES
    },
    set: (preferences) => {
      set.run(JSON.stringify(preferences))
    },
  }
}
