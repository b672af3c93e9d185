/** @file What a report says of a project. */
import type { GoalProgress, Milestone } from '../../../shared/domain/goal'
import type { ProjectContents } from '../contents'
import { table } from './blocks'
import { html, type Markup } from './markup'
import { writeNote } from './note'
import { studySection } from './studySection'
import type { Writer } from './writer'

/** A project: what it wants, what was written, and every study as in a report of its own. */
export async function projectSection(contents: ProjectContents, writer: Writer): Promise<Markup> {
  const { words, figures } = writer
  const note = await writeNote(contents.note.note)
  const studies: Markup[] = []
  for (const [index, study] of contents.studies.entries()) {
    const section = await studySection(study, writer)
    studies.push(
      html`<h2 id="study-${index + 1}">${words.titleOfStudy(study.summary.name)}</h2>
        ${section}`,
    )
  }
  return html` ${
      note &&
      html`<h2>${words.note}</h2>
        ${note}`
    }
    ${
      contents.goals.length > 0 &&
      html`<h2>${words.goals}</h2>
        <ul>
          ${contents.goals.map((goal) => goalLine(goal, writer))}
        </ul>`
    }
    ${
      contents.milestones.length > 0 &&
      html`<h2>${words.milestones}</h2>
        ${milestoneTable(contents.milestones, writer)}`
    }
    <h2>${words.studies}</h2>
    ${table(
      [words.study, words.state, words.trials, words.metric, words.best],
      contents.studies.map(({ summary, trials }, index) => [
        html`<a href="#study-${index + 1}">${summary.name}</a>`,
        figures.state(summary.state),
        figures.count(trials.length),
        figures.metric(summary.plan.objective.metric),
        figures.score(summary.plan.objective.metric, summary.best?.value),
      ]),
      [2, 4],
    )}
    ${studies}`
}

function goalLine({ goal, nearest, reachedAt }: GoalProgress, { words, figures }: Writer): Markup {
  const sign = goal.direction === 'maximize' ? '≥' : '≤'
  const wanted = words.goal(figures.metric(goal.metric), sign, figures.score(goal.metric, goal.target))
  const until = goal.deadline === null ? '' : `, ${words.until(figures.day(goal.deadline))}`
  const found =
    nearest === null
      ? words.nothingYet
      : words.nearest(figures.score(goal.metric, nearest.value), nearest.trialNumber, nearest.studyName)
  return html`<li>
    <strong>${wanted}</strong>${until}:
    ${reachedAt === null ? '' : `${words.reached(figures.day(reachedAt))}; `}${found}
  </li>`
}

function milestoneTable(milestones: readonly Milestone[], { words, figures }: Writer): Markup {
  const day = (moment: number | null): Markup => {
    const text = moment === null ? '–' : figures.day(moment)
    return html`<span class="whole">${text}</span>`
  }
  return table(
    [words.milestone, words.due, words.state],
    milestones.map(({ title, dueAt, doneAt }) => [
      title,
      day(dueAt),
      doneAt === null ? words.open : html`${words.done} (${day(doneAt)})`,
    ]),
  )
}
