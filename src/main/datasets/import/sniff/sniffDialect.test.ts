import { describe, expect, it } from 'vitest'
import { INVALID_CHARACTER } from '../file/readText'
import { sniffDialect } from './sniffDialect'

const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n')

describe('sniffDialect', () => {
  it('takes quotes for what somebody said where they are hardly ever closed', () => {
    const said = `mood\ttext\n${rows(60, (at) => `${at % 2}\t${at % 9 === 0 ? '" ' : ''}I saw film no. ${at}`)}\n`
    expect(sniffDialect(said, {})).toMatchObject({ delimiter: '\t', quote: '', width: 2, unreadable: 0 })
  })

  it('takes them for quotes where most of them are closed', () => {
    const quoted = `mood\ttext\n${rows(60, (at) => `${at % 2}\t${at % 20 === 0 ? '"' : ''}"film no. ${at}"`)}\n`
    expect(sniffDialect(quoted, {})).toMatchObject({ delimiter: '\t', quote: '"' })
  })

  it('ends, whatever cannot be cut', () => {
    const broken = `a,b\n${rows(30, (at) => `${at},${at % 3 ? '"x"' : INVALID_CHARACTER}`)}\n`
    expect(sniffDialect(broken, { quote: '' })).toMatchObject({ delimiter: ',', unreadable: 10 })
  })
})
