/** @file How the recipe of a plan makes a model see the text of a row. */
import type { SeenText } from '../../../shared/domain/seenText'
import { AppError } from '../../../shared/errors/appError'
import type { LoadedPlan } from '../plan/planCache'
import type { CategoryData, PlanData } from '../plan/planData'
import { fitRecipe } from '../recipe/fitRecipe'
import { seeText, type TextReaders } from '../text'
import type { RowView } from './types'

const NOTHING: TextReaders = { tokens: null, tfidf: null }

/** @returns a function that shows texts; it learns a vocabulary once a plan. */
export function createTextViewer(): (loaded: LoadedPlan, of: Pick<RowView, 'row'>) => SeenText {
  const known = new WeakMap<PlanData, TextReaders>()
  return (loaded, { row }) => {
    const { data, division } = loaded
    const column = data.inputs.find(
      (input): input is CategoryData => input.kind === 'category' && input.column.type === 'text',
    )
    const text = column?.view.texts[column.view.codes[row] ?? -1]
    if (!column || text === undefined || division.parts.test.includes(row)) {
      throw new AppError('app/not-found', { what: 'text', id: row })
    }
    const readers = known.get(data) ?? fitReaders(loaded, column.column.name)
    known.set(data, readers)
    return seeText(text, readers)
  }
}

/** Of the recipe only the steps on texts are fitted: what others do to other columns changes no token. */
function fitReaders({ data, division }: LoadedPlan, name: string): TextReaders {
  const recipe = data.plan.recipe.filter(({ kind }) => kind === 'tokens' || kind === 'tfidf')
  if (recipe.length === 0 || !data.target || division.parts.train.length === 0) return NOTHING
  const texts = data.inputs.filter(({ column }) => column.name === name)
  const { fitted } = fitRecipe({
    data: { ...data, inputs: texts, plan: { ...data.plan, recipe } },
    division,
    rows: division.parts.train,
  })
  const find = <Kind extends 'tokens' | 'tfidf'>(kind: Kind) =>
    fitted.primitives.find((one) => one.kind === kind && one.column === name)
  const [tokens, tfidf] = [find('tokens'), find('tfidf')]
  return {
    tokens: tokens?.kind === 'tokens' ? tokens.fitted : null,
    tfidf: tfidf?.kind === 'tfidf' ? tfidf.fitted : null,
  }
}
