import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as v from 'valibot'
import { DatasetPlan, type Dataset } from '@shared/domain/dataset'
import { DatasetId, DatasetVersionId, FileId, ProjectId } from '@shared/domain/ids'
import { AppError } from '@shared/errors/appError'
import type { Answers } from '@renderer/testing/fakeApi'
import { mountScreen } from '@renderer/testing/mountScreen'
import ImportPage from './ImportPage.vue'
import { useImportStore } from './importStore'
import { PLAN, PREVIEW } from './testing/preview'

const fileId = v.parse(FileId, 'file0001')
const dataset: Dataset = {
  id: v.parse(DatasetId, 'dataset01'),
  projectId: v.parse(ProjectId, 'project01'),
  name: 'titanic',
  createdAt: 0,
  latest: {
    ...PREVIEW,
    id: v.parse(DatasetVersionId, 'version01'),
    datasetId: v.parse(DatasetId, 'dataset01'),
    number: 1,
    contentHash: 'ab',
    target: 'survived',
    output: { kind: 'classes', labels: ['no', 'yes'] },
    droppedCount: 0,
    foldCount: 1,
    createdAt: 0,
  },
}
const answers: Answers = {
  'project:list': () => [],
  'file:begin': () => ({ fileId }),
  'file:append': () => ({ receivedBytes: 4 }),
  'file:end': () => null,
  'file:discard': () => null,
  'import:propose': () => PREVIEW,
  'import:review': ({ plan }) => ({ ...PREVIEW, plan: v.parse(DatasetPlan, plan) }),
  'import:commit': () => dataset,
}

async function importTable(more: Answers = {}) {
  const screen = await mountScreen(ImportPage, { at: '/import', answers: { ...answers, ...more } })
  const input = screen.wrapper.get('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [new File(['a;b\n1;2\n'], 'titanic.csv')] })
  await input.trigger('change')
  await flushPromises()
  const button = (name: string) => screen.wrapper.findAll('button').find((found) => found.text() === name)
  const asked = (channel: string) => screen.connection.calls.filter((call) => call.channel === channel)
  return { ...screen, button, asked }
}

afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

describe('ImportPage', () => {
  it('hands the file over and says what was read', async () => {
    const { wrapper, asked } = await importTable()
    await vi.waitFor(() => expect(wrapper.text()).toContain('101 rows read'))
    expect(asked('file:append')).toHaveLength(1)
    expect(wrapper.text()).toContain('100 kept')
    expect(wrapper.text()).toContain('1 set aside: line 62')
    expect(wrapper.text()).toContain('Always saying “no” scores 61.0 %')
  })

  it('acts on a remedy and looks again once', async () => {
    const { wrapper, button, asked } = await importTable()
    await vi.waitFor(() => expect(button('Use it')).toBeDefined())
    await button('Use it')?.trigger('click')
    expect(button('Import')?.attributes('disabled')).toBeDefined()
    await vi.waitFor(() => expect(asked('import:review')).toHaveLength(1))
    await flushPromises()
    expect(button('Import')?.attributes('disabled')).toBeUndefined()
    expect(useImportStore().state?.plan.columns[3]).toMatchObject({ role: 'input', type: 'category' })
    expect(wrapper.findAll('[role=row]').length).toBe(5)
  })

  it('shows the rows that were set aside', async () => {
    const { wrapper, button } = await importTable()
    await vi.waitFor(() => expect(wrapper.text()).toContain('1 set aside'))
    await button('1 set aside: line 62 ›')?.trigger('click')
    expect(wrapper.text()).toContain('too many cells')
    expect(wrapper.text()).toContain('62;1;x;y;z')
  })

  it('commits the plan and goes to the dataset', async () => {
    const { button, asked, router } = await importTable({ 'dataset:get': () => dataset })
    await vi.waitFor(() => expect(button('Import')).toBeDefined())
    await button('Import')?.trigger('click')
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('dataset'))
    expect(asked('import:commit')[0]?.input).toMatchObject({
      fileId,
      name: 'titanic',
      projectId: null,
      plan: PLAN,
    })
    expect(asked('file:discard')).toHaveLength(0)
  })

  it('says why a file cannot be read, and lets the user correct how it is', async () => {
    const { wrapper } = await importTable({
      'import:propose': () => {
        throw new AppError('dataset/one-column', { name: 'titanic.csv' })
      },
    })
    await vi.waitFor(() => expect(wrapper.find('[role=alert]').exists()).toBe(true))
    expect(wrapper.get('[role=alert]').text()).toContain('Only one column was found')
    expect(wrapper.find('[aria-label^="Delimiter"]').exists()).toBe(true)
  })

  it.each([
    new AppError('archive/broken', { name: 'titanic.zip' }),
    new AppError('dataset/not-a-table', { name: 'titanic.pdf', content: 'binary' }),
  ])('offers nothing about how a file is written that no reading makes a table of (%s)', async (error) => {
    const { wrapper, button } = await importTable({
      'import:propose': () => {
        throw error
      },
    })
    await vi.waitFor(() => expect(wrapper.find('[role=alert]').exists()).toBe(true))
    expect(wrapper.find('.chips').exists()).toBe(false)
    expect(button('Try again')).toBeUndefined()
    expect(button('Choose another file')).toBeDefined()
  })

  it('does not import a plan that has a problem', async () => {
    const problem = { code: 'dataset/no-target', details: {} }
    const { wrapper, button } = await importTable({ 'import:propose': () => ({ ...PREVIEW, problem }) })
    await vi.waitFor(() => expect(wrapper.text()).toContain('Nothing to predict yet'))
    expect(button('Import')?.attributes('disabled')).toBeDefined()
  })
})
