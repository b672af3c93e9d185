/** @file `fettle serve-model`: a trained model over HTTP, on this machine. */
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { readArtifact } from './readArtifact'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions } from './options'
import type { Command } from './types'

export const serveModel: Command = {
  summary: 'let a trained model answer over HTTP, with a page to try it',
  help: `fettle serve-model <study|trial> [--port 8080] [--batch 256] [--wait 0] [--artifact id] [--log]

Answers on 127.0.0.1 only, to who knows the token, until Ctrl+C. Prints one line of JSON: { address, token, port }.

  GET  /         a page to try it       GET /schema   what it reads
  GET  /health   whether it is there    POST /predict rows in JSON ({"rows":[{…}]}), or one picture

${TRIAL_HELP}

  --port <port>    (any that is free)
  --batch <rows>   rows that are answered together at most (256)
  --wait <ms>      how long a request waits for others (0): they gather while a batch is answered
  --artifact <id>  a smaller model made of the trial answers (fettle compress <trial> --list)
  --log            keep rows and answers in the data folder ("fettle monitor")
`,
  async run(args, { terminal, withCore, interruption }) {
    const read = readOptions(args, {
      port: { type: 'string' },
      batch: { type: 'string' },
      wait: { type: 'string' },
      artifact: { type: 'string' },
      log: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const settings = collect({
      artifact: readArtifact(read.values.artifact),
      port: readNumber(read.values.port, { name: 'port', low: 0, high: 65_535, isWhole: true }),
      batch: readNumber(read.values.batch, { name: 'batch', low: 1, high: 10_000, isWhole: true }),
      wait: readNumber(read.values.wait, { name: 'wait', low: 0, high: 1000, isWhole: true }),
    })
    if (isProblem(settings)) return settings
    return withCore(async (_core, call): Promise<ExitCode> => {
      const trialId = await findTrial(call, text)
      const known = (await call('deployment:list', { projectId: null })).find(
        (card) => card.trialId === trialId,
      )
      const card = known ?? (await call('deployment:add', { trialId, name: text }))
      const isLogging = read.values.log ?? card.isLogging
      await call('deployment:set', {
        id: card.id,
        settings: { name: card.name, keptRows: card.keptRows, isLogging },
      })
      const { artifact, port, batch, wait } = settings
      const { address, token, ...served } = await call('serving:start', {
        id: card.id,
        port: port ?? 0,
        artifactId: artifact,
        ...(batch === null ? {} : { mostRows: batch }),
        ...(wait === null ? {} : { waitMs: wait }),
      })
      terminal.print(JSON.stringify({ address, token, port: served.port }))
      if (!interruption.aborted) {
        await new Promise((resolve) => interruption.addEventListener('abort', resolve, { once: true }))
      }
      await call('serving:stop', { id: card.id })
      return EXIT_CODES.ok
    })
  },
}
