import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { mountScreen } from '../testing/mountScreen'
import DataTable from './DataTable.vue'
import ErrorNotice from './ErrorNotice.vue'
import NumberField from './NumberField.vue'
import TabBar from './TabBar.vue'

describe('NumberField', () => {
  async function mountField(value: number | null, props: Record<string, unknown> = {}) {
    const { wrapper } = await mountScreen(NumberField, {
      props: { label: 'Rate', modelValue: value, ...props },
    })
    return { wrapper, input: wrapper.get('input') }
  }

  it('keeps the text as typed and tells only valid values', async () => {
    const { wrapper, input } = await mountField(0.01)
    await input.setValue('1e-')
    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
    expect(wrapper.get('[role=alert]').text()).toBe('Enter a number')
    await input.setValue('1e-4')
    expect(wrapper.emitted('update:modelValue')).toEqual([[0.0001]])
    expect(input.element.value).toBe('1e-4')
  })

  it('goes back to its value when it is left with something else', async () => {
    const { input } = await mountField(5, { min: 1 })
    await input.setValue('-3')
    await input.trigger('blur')
    expect(input.element.value).toBe('5')
  })

  it('means null by empty only where that is allowed', async () => {
    const { wrapper, input } = await mountField(5, { isEmptyAllowed: true })
    await input.setValue('')
    expect(wrapper.emitted('update:modelValue')).toEqual([[null]])
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
  })
})

describe('DataTable', () => {
  const rows = Array.from({ length: 10 }, (_, id) => ({ id, value: (id * 7) % 10 }))
  const props = {
    label: 'Trials',
    rows,
    rowKey: (row: { id: number }) => row.id,
    columns: [
      { key: 'id', label: 'Trial', text: (row: { id: number }) => String(row.id) },
      { key: 'value', label: 'Accuracy', align: 'end', sortBy: (row: { value: number }) => row.value },
    ],
    isSelectable: true,
  }

  it('sorts numbers downwards first, then upwards, and says so', async () => {
    const { wrapper } = await mountScreen(DataTable, { props })
    const firstCell = () => wrapper.findAll('[role=cell]')[0]?.text()
    await wrapper.get('button').trigger('click')
    expect(wrapper.get('[aria-sort]').attributes('aria-sort')).toBe('descending')
    expect(firstCell()).toBe('7')
    await wrapper.get('button').trigger('click')
    expect(wrapper.get('[aria-sort]').attributes('aria-sort')).toBe('ascending')
    expect(firstCell()).toBe('0')
  })

  it('chooses rows by click and by keyboard', async () => {
    const { wrapper } = await mountScreen(DataTable, { props })
    await wrapper.findAll('[role=row]')[3]?.trigger('click')
    await wrapper.get('[role=table]').trigger('keydown', { key: 'End' })
    await wrapper.get('[role=table]').trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('choose')).toEqual([[rows[2]], [rows[9]]])
  })

  it('draws only a few of ten thousand rows', async () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ id, value: id }))
    const { wrapper } = await mountScreen(DataTable, { props: { ...props, rows: many } })
    expect(wrapper.findAll('[role=row]').length).toBeLessThan(200)
    expect(wrapper.get('[role=table]').attributes('aria-rowcount')).toBe('10001')
  })
})

describe('ErrorNotice', () => {
  it('says what happened, what to do, and the code', async () => {
    const error = {
      code: 'dataset/parse-failed' as const,
      details: { name: 'a.csv', line: 7, cause: 'a quote' },
    }
    const { wrapper } = await mountScreen(ErrorNotice, { props: { error, isRetryable: true } })
    expect(wrapper.get('[role=alert]').text()).toContain('a.csv could not be read as a table')
    expect(wrapper.text()).toContain('line 7')
    expect(wrapper.text()).toContain('dataset/parse-failed')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })
})

describe('TabBar', () => {
  it('moves with the arrow keys and wraps around', async () => {
    const tabs = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ]
    const { wrapper } = await mountScreen(TabBar, { props: { label: 'Views', tabs, modelValue: 'b' } })
    await wrapper.get('[role=tablist]').trigger('keydown', { key: 'ArrowRight' })
    await flushPromises()
    expect(wrapper.emitted('update:modelValue')).toEqual([['a']])
  })
})
