import { parseArgs } from 'node:util'
import { findPackage, findPeerPython, installPeers } from './peers/environment'
import { createPythonPeer } from './peers/pythonPeer'
import { libraryFile } from '../src/main/training/runners/tensorflow'
import { cudaPeer, fettlePeer, graphicsCardPeer, tensorFlowPeers } from './training/fettlePeer'
import { WORKS, type Peer, type Training, type Work } from './training/works'

/** Epochs that each peer trains; the best counts, since whatever else the machine does only adds time. */
const ROUNDS = 10

interface Figure {
  readonly work: string
  readonly peer: string
  readonly msBefore: number
  readonly msPerStep: number
}

/** Measures one training step, every peer in turn and again, so that a busy minute hurts all alike. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      device: { type: 'string' },
      tensorflow: { type: 'string' },
      json: { type: 'boolean' },
      peers: { type: 'boolean' },
    },
  })
  if (values.peers) installPeers()
  const only = values.only?.split(',') ?? []
  const works = select(WORKS, only)
  const ours = [fettlePeer, ...furtherPeers(values)]
  const peers = select(createPeers(ours), only)
  const figures: Figure[] = []
  for (const work of works) figures.push(...(await measure(work, peers)))
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : formatTable(works, figures))
}

/** Fettle elsewhere: on a graphics card, and by TensorFlow, whose folder may be given; else it is that of the Python peers. */
function furtherPeers({ device, tensorflow }: { device?: string; tensorflow?: string }): Peer[] {
  const python = findPeerPython()
  const folder = tensorflow ?? (python === null ? null : findPackage(python, 'tensorflow'))
  const isThere = folder !== null && libraryFile(folder) !== null
  if (!isThere) process.stderr.write('no TensorFlow here: --tensorflow names its folder\n')
  return [
    ...(isThere ? tensorFlowPeers(folder) : []),
    ...(device === 'webgpu' || device === 'gpu' ? [graphicsCardPeer] : []),
    ...(isThere && (device === 'cuda' || device === 'gpu') ? [cudaPeer(folder)] : []),
  ]
}

function createPeers(ours: readonly Peer[]): Peer[] {
  const python = findPeerPython()
  if (python === null) {
    process.stderr.write('no Python peers here: --peers installs them\n')
    return [...ours]
  }
  return [
    ...ours,
    createPythonPeer('pytorch', { python, script: 'train_pytorch.py' }),
    createPythonPeer('pytorch-fused', { python, script: 'train_pytorch.py', args: ['fused'] }),
    createPythonPeer('keras-tensorflow', { python, script: 'train_keras.py', args: ['tensorflow'] }),
    createPythonPeer('keras-jax', { python, script: 'train_keras.py', args: ['jax'] }),
  ]
}

/** Names that fit no item of a list say nothing about it: `--only tabular` leaves all peers. */
function select<T extends { name: string }>(items: readonly T[], only: readonly string[]): T[] {
  const chosen = items.filter(({ name }) =>
    only.some((wanted) => name === wanted || name.startsWith(`${wanted} `)),
  )
  return chosen.length > 0 ? chosen : [...items]
}

async function measure(work: Work, peers: readonly Peer[]): Promise<Figure[]> {
  const trainings: Training[] = []
  for (const peer of peers) trainings.push(await peer.open(work))
  const best = peers.map(() => Infinity)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, training] of trainings.entries()) {
      best[index] = Math.min(best[index] ?? Infinity, await training.trainEpoch())
    }
  }
  trainings.forEach((training) => training.close())
  return peers.map(({ name }, index) => ({
    work: work.name,
    peer: name,
    msBefore: trainings[index]?.msBefore ?? Number.NaN,
    msPerStep: best[index] ?? Number.NaN,
  }))
}

/** A line a work: milliseconds a step, those of the peers also as multiples of the first one's; then what each needs to start. */
function formatTable(works: readonly Work[], figures: readonly Figure[]): string {
  const peers = [...new Set(figures.map(({ peer }) => peer))]
  const line = (title: string, cells: readonly string[]): string =>
    [title.padEnd(52), ...cells.map((cell) => cell.padStart(20))].join('')
  const rows = (cellOf: (figure: Figure, first: Figure) => string): string[] =>
    works.map(({ name }) => {
      const own = figures.filter(({ work }) => work === name)
      const [first] = own
      return line(name, first ? own.map((figure) => cellOf(figure, first)) : [])
    })
  const steps = rows(({ msPerStep }, first) =>
    msPerStep === first.msPerStep
      ? formatMs(msPerStep)
      : `${formatMs(msPerStep)} (${(msPerStep / first.msPerStep).toFixed(2)}×)`,
  )
  const starts = rows(({ msBefore }) => msBefore.toFixed(0))
  return [line('ms a step', peers), ...steps, '', line('ms before the first one', peers), ...starts, '']
    .join('\n')
    .concat('\n')
}

/** Three digits that count. */
function formatMs(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
