/** The form in the exam room: one item after another, by one thumb. */
import type { FieldSheet } from '../src-shared/field.ts'
import { h } from '../src-viewer/dom.ts'
import { clearPanel } from './clear.ts'
import { photosOf } from './photos.ts'
import { resultFile } from './result.ts'
import { type Answer, emptyState, numberOf, type State } from './state.ts'
import type { Store } from './store.ts'

const PHASES = { before: '考前', during: '考中', after: '考后' } as const
const MAX = { remark: 490, opinion: 2000 } // a remark gets its number in front

export function page(sheet: FieldSheet, store: Store): void {
  const state: State = store.saved ?? emptyState(sheet)
  // The page may have been made anew since, with other sessions.
  state.sessionIds = state.sessionIds.filter(id => sheet.sessions.some(session => session.id === id))
  const cards: { card: HTMLElement; open: () => boolean }[] = []
  const saved = h('span', { class: 'saved', role: 'status' })
  const count = h('strong', { role: 'status' })
  const refusal = h('p', { class: 'alert', role: 'alert', hidden: true })
  let brought = true // the last change is in a result file

  const refuse = () => {
    refusal.replaceChildren(
      '本机浏览器不能保存草稿：关闭本页，已填的内容就会丢失。请随时保存结果文件，填完后带回；也可换用 Edge、Chrome 打开本页。',
      h('button', { type: 'button', onclick: () => void keepResult() }, '立即保存结果文件'),
    )
    refusal.hidden = false
    saved.textContent = '没有保存草稿'
  }
  let turn = Promise.resolve()
  const changed = () => {
    brought = false
    tell()
    if (store.refused) return
    saved.textContent = '正在保存…'
    turn = turn
      .then(() => store.put(state))
      .then(() => {
        saved.textContent = '草稿已保存在本机'
      }, refuse)
  }
  const tell = () => {
    const open = cards.filter(card => card.open()).length
    count.textContent = open === 0 ? '全部填好' : `还有 ${open} 项`
    next.hidden = open === 0
  }
  const goNext = (from = -1) => {
    const after = cards.findIndex((card, i) => i > from && card.open())
    const found = cards[after === -1 ? cards.findIndex(card => card.open()) : after]
    found?.card.scrollIntoView({ block: 'center' })
    found?.card.querySelector<HTMLElement>('button')?.focus({ preventScroll: true })
  }
  const next = h('button', { type: 'button', onclick: () => goNext() }, '下一项')

  const keepResult = async () => {
    if (state.phases.length === 0 || state.on === '') {
      problem.textContent = '请先选择督导日期和至少一个阶段。'
      problem.scrollIntoView({ block: 'center' })
      return
    }
    problem.textContent = ''
    const file = await resultFile(sheet, state, new Date())
    const address = URL.createObjectURL(file)
    h('a', { href: address, download: file.name }).click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000) // a phone may ask first where to put it
    brought = true
    done.textContent = `已交给浏览器保存：${file.name}。请用 U 盘带回，或在聊天软件中以「文件」方式发送，由单位在「督导记录」中收取。`
  }
  const problem = h('p', { class: 'alert', role: 'alert' })
  const done = h('p', { class: 'note', role: 'status' })

  const card = (title: string, text: string, number: string | null): HTMLElement => {
    const index = cards.length
    const item = state.items.find(one => one.number === number)
    const answer = (): Answer => (item ? item.answer : state.badge)
    const remark = h('textarea', {
      rows: '2',
      maxlength: String(MAX.remark),
      'aria-label': `${title} 备注`,
      placeholder: '备注；选「否」时请写明发现的问题',
      oninput: () => {
        if (item) item.remark = remark.value
        changed()
      },
    })
    remark.value = item?.remark ?? ''
    const pick = (said: 'yes' | 'no') => {
      if (item) item.answer = said
      else state.badge = said
      show()
      changed()
      if (said === 'no' && item) remark.focus()
      else goNext(index)
    }
    const yes = h('button', { type: 'button', class: 'yes', onclick: () => pick('yes') }, '是')
    const no = h('button', { type: 'button', class: 'no', onclick: () => pick('no') }, '否')
    const show = () => {
      yes.setAttribute('aria-pressed', String(answer() === 'yes'))
      no.setAttribute('aria-pressed', String(answer() === 'no'))
    }
    const box = h(
      'section',
      { class: 'item', 'aria-label': title },
      h('p', {}, text),
      h('div', { class: 'answers' }, yes, no),
      item ? remark : null,
      item ? photosOf(item.number, state, changed) : null,
    )
    show()
    cards.push({
      card: box,
      open: () => answer() === null || (item?.answer === 'no' && item.remark.trim() === ''),
    })
    return box
  }

  const on = h('input', {
    type: 'date',
    'aria-label': '督导日期',
    onchange: () => {
      state.on = on.value
      changed()
    },
  })
  on.value = state.on
  const opinion = h('textarea', {
    rows: '4',
    maxlength: String(MAX.opinion),
    'aria-label': '存在问题',
    placeholder: '没有可不填',
    oninput: () => {
      state.opinion = opinion.value
      changed()
    },
  })
  opinion.value = state.opinion
  const tick = <T>(label: string, list: T[], value: T): HTMLElement => {
    const box = h('input', {
      type: 'checkbox',
      onchange: () => {
        if (box.checked) list.push(value)
        else list.splice(list.indexOf(value), 1)
        changed()
      },
    })
    box.checked = list.includes(value)
    return h('label', {}, box, label)
  }

  document.body.replaceChildren(
    h(
      'header',
      {},
      h('h1', {}, sheet.title),
      h('p', {}, `${sheet.org}　${sheet.batch}`),
      h('p', {}, `委派单 ${sheet.number}　内督员 ${sheet.person}`),
      h(
        'p',
        { class: 'note' },
        '本页不联网。填完后保存结果文件带回；记录以打印、签字的纸质件为准。聊天软件里的预览可能不能填写或保存，请用浏览器打开。',
      ),
      refusal,
    ),
    h(
      'main',
      {},
      problem,
      h(
        'section',
        { class: 'item' },
        h('h2', {}, '督导日期'),
        on,
        h('h2', {}, '阶段'),
        ...phaseTicks(),
        ...sessionTicks(),
      ),
      card('佩证', '督导时佩戴督导员证卡（第十七条）', null),
      ...sheet.groups
        .flatMap(group => [
          h('h2', {}, group.label),
          ...group.parts.flatMap(part => [
            part.label ? h('h3', {}, part.label) : null,
            ...part.items.map(text => card(`第 ${numberOf(text)} 项`, text, numberOf(text))),
          ]),
        ])
        .filter(node => node !== null),
      h('section', { class: 'item' }, h('h2', {}, '意见：存在问题'), opinion, photosOf('', state, changed)),
      done,
      clearPanel(store, () => turn),
    ),
    h(
      'footer',
      {},
      h('div', {}, count, saved),
      next,
      h('button', { type: 'button', class: 'primary', onclick: () => void keepResult() }, '保存结果文件'),
    ),
  )
  tell()
  if (store.refused) refuse()
  else if (store.saved) saved.textContent = '已接着上次的草稿'
  addEventListener('beforeunload', event => {
    if (store.refused && !brought) event.preventDefault()
  })

  function phaseTicks(): HTMLElement[] {
    return (['before', 'during', 'after'] as const).map(phase => tick(PHASES[phase], state.phases, phase))
  }
  function sessionTicks(): HTMLElement[] {
    if (sheet.sessions.length === 0) return []
    return [h('h2', {}, '场次'), ...sheet.sessions.map(({ id, text }) => tick(text, state.sessionIds, id))]
  }
}
