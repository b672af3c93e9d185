/** @file Channels of long work, whatever it is: who began it may end it. */
import * as v from 'valibot'
import { Ticket } from '../jobs'
import { Nothing } from './nothing'

export const jobInvokes = {
  /** What was begun with this ticket fails with `app/cancelled`; nothing happens where it is over. */
  'job:cancel': { input: v.strictObject({ ticket: Ticket }), output: Nothing },
} as const
