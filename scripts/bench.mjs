#!/usr/bin/env node
/** @file `npm run bench -- <name> …`: runs `bench/<name>.ts`, whose `run(args)` measures and prints. */
import { runnerImport } from 'vite'

const BENCHES = {
  train: 'milliseconds a training step, against PyTorch and Keras',
  together: 'what is gained where several trials are trained as one',
  study: 'seconds for 30 random trials, against Optuna with PyTorch and with Keras',
  reviews: 'seconds for a grid of 36 trainings on film reviews, against Keras',
  pictures: 'seconds for 10,000 small pictures to a tensor, against Pillow; microseconds of augmentation',
  import: 'seconds and memory for tables and pictures, against DuckDB and PapaParse',
  search:
    'regret of every strategy on tables of real networks and on functions, against Optuna; milliseconds of a proposal',
  fidelity: 'epochs that schedules need for what random search finds with 100 full trainings',
  open: 'seconds until a study of 10,000 trials, and each of its charts, can be read',
  serving: 'requests a second of a served model, one by one and put together',
  accuracy: 'what models reach on real data; a picture of generated digits',
}

const USAGE = `npm run bench -- <name> [options]

${Object.entries(BENCHES)
  .map(([name, what]) => `  ${name.padEnd(10)}${what}`)
  .join('\n')}

  --json        print figures as JSON instead of a table
  --only a,b    only these works or peers
  --device webgpu   (train) measures Fettle on the graphics card too
  --peers       first make the Python environment of the peers (.venv-peers), where it is missing; (import) fetch the peers
`

const [name, ...args] = process.argv.slice(2)
if (!Object.hasOwn(BENCHES, name ?? '')) {
  console.error(USAGE)
  process.exit(name === '--help' ? 0 : 2)
}
const { module } = await runnerImport(new URL(`../bench/${name}.ts`, import.meta.url).pathname, {
  configFile: false,
  logLevel: 'error',
})
await module.run(args)
