import type { Random } from '../../../../shared/util/random'
import type { Maker } from '../types'
import { pick, toCsv } from './grammar'

type Row = (string | number)[]

const DISTRICTS = { centre: 1.35, harbour: 1.2, hills: 1.1, west: 1, east: 0.85, station: 0.9 } as const
/** Share of cells that nobody filled in, of areas with a slip of the pen, and of rows that were entered twice. */
const MISSING = 0.05
const SLIPS = 0.01
const TWICE = 0.02

/** Houses and what they were sold for, as such tables are: with gaps, slips, doubles, and columns that say nothing. */
export const makeHouses: Maker = async ({ random, rows, write, tick }) => {
  const table: Row[] = []
  while (table.length < rows) {
    const house = describeHouse(random)
    table.push(house)
    if (random.next() < TWICE && table.length < rows) table.push(house)
  }
  const header = [
    'area',
    'rooms',
    'built',
    'district',
    'garden',
    'distance',
    'energy',
    'agent',
    'weekday',
    'price',
  ]
  await write('houses.csv', toCsv([header, ...random.shuffle(table)]))
  await tick(rows)
}

function describeHouse(random: Random): Row {
  const area = Math.round(45 + 60 * Math.exp(0.55 * random.normal()))
  const rooms = Math.max(1, Math.round(area / 28 + 0.7 * random.normal()))
  const built = 1890 + random.integer(132)
  const district = pick(random, Object.keys(DISTRICTS) as (keyof typeof DISTRICTS)[])
  const garden = random.next() < 0.45 ? 0 : Math.round(20 + 380 * random.next() ** 2)
  const distance = Math.round(100 * (0.2 + 9 * random.next() ** 1.5)) / 100
  const energy = Math.max(30, Math.round(260 - 1.4 * (built - 1890) + 35 * random.normal()))
  const age = Math.abs(built - 1960) / 60
  const worth =
    (2.1 * area ** 0.92 * DISTRICTS[district] * (1 + 0.12 * age)) / (1 + 0.05 * distance) +
    0.09 * garden -
    0.12 * energy +
    6 * rooms
  const price = Math.round(1000 * Math.max(20, worth * (1 + 0.08 * random.normal())))
  const slip = random.next() < SLIPS ? 10 : 1
  const cells: Row = [area * slip, rooms, built, district, garden, distance, energy]
  const gappy = cells.map((cell) => (random.next() < MISSING ? '' : cell))
  return [...gappy, 1 + random.integer(40), 1 + random.integer(7), price]
}

const CONTRACTS = ['monthly', 'yearly', 'two years'] as const

/** Customers and whether they left: fewer than one in five did. */
export const makeCustomers: Maker = async ({ random, rows, write, tick }) => {
  const header = [
    ...['age', 'months', 'contract', 'payment', 'bill', 'calls', 'complaints', 'data', 'devices'],
    ...['shoe', 'lucky', 'left'],
  ]
  const table = Array.from({ length: rows }, () => describeCustomer(random))
  await write('customers.csv', toCsv([header, ...table]))
  await tick(rows)
}

function describeCustomer(random: Random): Row {
  const age = 18 + random.integer(65)
  const months = Math.round(72 * random.next() ** 1.6)
  const contract = pick(random, CONTRACTS)
  const payment = pick(random, ['card', 'transfer', 'cheque', 'debit'])
  const bill = Math.round(100 * (15 + 85 * random.next())) / 100
  const complaints = Math.floor(-1.1 * Math.log(1 - random.next()))
  const calls = Math.max(0, Math.round(complaints * 1.5 + 2 * random.next()))
  const data = Math.round(10 * Math.exp(1.2 + 0.9 * random.normal())) / 10
  const devices = 1 + random.integer(5)
  const bond = { monthly: 0, yearly: -1.3, 'two years': -2.4 }[contract]
  const urge =
    -1.2 +
    bond +
    0.75 * complaints -
    0.035 * months +
    0.018 * bill +
    (payment === 'cheque' ? 0.7 : 0) -
    0.2 * devices
  const hasLeft = random.next() < 1 / (1 + Math.exp(-(urge + 0.5 * random.normal())))
  const cells: Row = [age, months, contract, payment, bill, calls, complaints, data, devices]
  const gappy = cells.map((cell) => (random.next() < MISSING ? '' : cell))
  return [...gappy, 35 + random.integer(13), 1 + random.integer(49), hasLeft ? 'yes' : 'no']
}
