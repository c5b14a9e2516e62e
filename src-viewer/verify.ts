/** 校验本包: pick the folder, see what was changed, compare the code on paper. */
import { parseAnchor } from '../src-main/package/anchorCode.ts'
import { check, type Outcome, type Picked } from './check.ts'
import { h, size } from './dom.ts'
import { dropped } from './drop.ts'

export function verifyPanel(): HTMLElement {
  const result = h('div', { class: 'result', role: 'status' })
  const bar = h('progress', { max: '1', hidden: true })
  let anchor = ''
  let running = 0

  const start = async (files: Promise<Picked[]>) => {
    const run = ++running
    anchor = ''
    bar.hidden = false
    result.replaceChildren('正在读取…')
    const outcome = await files.then(
      picked =>
        check(picked, (done, total) => {
          if (run !== running) return
          bar.value = total === 0 ? 1 : done / total
          result.textContent = `正在校验：${size(done)} / ${size(total)}`
        }),
      () => '所选文件夹无法读取，请重新选择。',
    )
    if (run !== running) return // another folder was picked meanwhile
    bar.hidden = true
    if (typeof outcome !== 'string') anchor = outcome.anchor
    result.replaceChildren(...(typeof outcome === 'string' ? [h('p', { class: 'bad' }, outcome)] : told(outcome)))
    compare()
  }

  const picker = h('input', {
    type: 'file',
    webkitdirectory: true,
    hidden: true,
    onchange: () => {
      const files = [...(picker.files ?? [])]
      picker.value = '' // the same folder may be picked again
      if (files.length > 0) void start(Promise.resolve(files.map(file => ({ path: file.webkitRelativePath, file }))))
    },
  })
  const typed = h('input', {
    type: 'text',
    'aria-label': '锚定码',
    placeholder: 'XXXX-XXXX-XXXX-XXXX-XXXX',
    oninput: () => compare(),
  })
  const answer = h('p', { role: 'status' })
  const compare = () => {
    const { code, problem } = parseAnchor(typed.value)
    const match = code === anchor
    answer.className = typed.value === '' || anchor === '' ? '' : match ? 'good' : 'bad'
    if (typed.value.trim() === '') answer.textContent = ''
    else if (problem !== undefined) answer.textContent = problem
    else if (anchor === '') answer.textContent = '请先选择文件夹校验。'
    else
      answer.textContent = match
        ? '锚定码一致：包内容与签字时相同。'
        : '锚定码不一致：这不是签字时的那个包，或内容已被改动。'
  }
  return h(
    'div',
    {
      class: 'verify',
      ondragover: event => event.preventDefault(),
      ondrop: event => {
        event.preventDefault()
        if (event instanceof DragEvent) void start(dropped(event))
      },
    },
    h('h2', {}, '校验本包'),
    h(
      'p',
      {},
      '选择「打开.html」所在的文件夹（也可以拖到这里），逐个文件重新计算 SHA-256。浏览器可能会问是否「上传」：文件只在本机读取，不会发出。',
    ),
    h('p', {}, h('button', { type: 'button', class: 'primary', onclick: () => picker.click() }, '选择文件夹'), picker),
    bar,
    result,
    h('h3', {}, '与纸面锚定码核对'),
    h('p', {}, typed),
    answer,
    h(
      'p',
      { class: 'note' },
      '本页是包的一部分。需要独立复核时，请用内督管家校验，或在包内执行 sha256sum -c manifest-sha256.txt。',
    ),
  )
}

function told({ ok, files, bytes, changed, missing, additional, problems, anchor }: Outcome): Node[] {
  const list = (label: string, names: string[]) =>
    names.length === 0
      ? []
      : [
          h('h3', {}, `${label} ${names.length} 个`),
          h('ul', {}, ...names.slice(0, 1000).map(name => h('li', {}, name))),
        ]
  const counted = `共读取 ${files} 个文件，${size(bytes)}。`
  return [
    h('p', { class: ok ? 'good' : 'bad' }, ok ? `校验通过：内容与清单一致。${counted}` : `校验未通过。${counted}`),
    ...list('已改动', changed),
    ...list('缺失', missing),
    ...list('清单外多出', additional),
    ...list('清单本身的问题', problems),
    h('p', {}, `本包锚定码：${anchor}`),
  ]
}
