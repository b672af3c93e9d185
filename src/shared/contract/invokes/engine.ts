/** @file Channels of engines that do not come with Fettle. */
import * as v from 'valibot'
import { EngineFolder, EngineState } from '../../domain/engine'
import { Ticket } from '../jobs'
import { Nothing } from './nothing'

export const engineInvokes = {
  /** Looks everywhere, Pythons included, and tries what it finds; a moment for each. */
  'engine:list': { input: Nothing, output: EngineState },
  /** The folder of a library, kept in the preferences; null: the first that works. */
  'engine:choose': { input: v.strictObject({ folder: v.nullable(EngineFolder) }), output: EngineState },
  /** An engine pack of TensorFlow, in the place of the one that is there. */
  'engine:install': {
    input: v.strictObject({
      cuda: v.boolean(),
      /** A folder of wheels on the machine that Fettle runs on; without it they are fetched from the index that pip asks. */
      from: v.optional(EngineFolder),
      ticket: v.optional(Ticket),
    }),
    output: EngineState,
  },
  /** Takes the pack away. */
  'engine:remove': { input: Nothing, output: EngineState },
} as const
