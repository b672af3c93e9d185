/** What `npm start` takes. */
import { parseArgs } from 'node:util'

export const START_HELP = `Starts Fettle: installs and builds what is missing, then opens it.

  npm start                      in Electron, or in the browser where Electron cannot be had
  npm start -- --web             in the browser
  npm start -- --electron        in Electron; tries again to fetch it
  npm start -- --no-open         prints the address and waits (implies --web)
  npm start -- --port N          on this port (implies --web)
`

/** @returns {{ isWeb: boolean, isElectron: boolean, serverArgs: string[] } | { problem: string } | { help: string }} */
export function readStartOptions(argv) {
  let values
  try {
    values = parseArgs({
      args: argv,
      options: {
        web: { type: 'boolean' },
        electron: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return { problem: error.message }
  }
  if (values.help) return { help: START_HELP }
  const isWeb = Boolean(values.web || values['no-open'] || values.port !== undefined)
  if (isWeb && values.electron) return { problem: '--electron goes with no other option.' }
  const serverArgs = [
    ...(values['no-open'] ? ['--no-open'] : []),
    ...(values.port === undefined ? [] : ['--port', values.port]),
  ]
  return { isWeb, isElectron: Boolean(values.electron), serverArgs }
}
