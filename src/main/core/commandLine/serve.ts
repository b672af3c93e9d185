/** @file `fettle serve`: the whole app in a browser, from this process. */
import { runServer, SERVE_HELP } from '../web/runServer'
import type { Command } from './types'

export const serve: Command = {
  summary: 'open the app in a browser, or print its address',
  help: SERVE_HELP,
  run: (args, context) => runServer(args, context),
}
