interface Props {
  press: (key: string) => void
}

/** Key as it is handled, as it is shown, and what it does. */
const KEYS: { key: string; shown: string; word: string }[] = [
  { key: 'Enter', shown: 'Enter', word: '一致' },
  { key: 'F2', shown: 'F2 / Q', word: '缺' },
  { key: 'F3', shown: 'F3 / D', word: '多' },
  { key: 'F4', shown: 'F4 / C', word: '重复' },
  { key: 'F6', shown: 'F6 / X', word: '型号变' },
  { key: 'F7', shown: 'F7', word: '备注' },
  { key: 'F8', shown: 'F8', word: '清单外' },
  { key: 'undo', shown: 'Ctrl+Z', word: '撤销' },
  { key: 'Delete', shown: 'Del', word: '清除' },
]

/** The legend; its words can be clicked, but nobody has to. */
export function Keys({ press }: Props) {
  return (
    <div className="count-keys">
      {KEYS.map(({ key, shown, word }) => (
        <button key={key} type="button" tabIndex={-1} onClick={() => press(key)}>
          <kbd>{shown}</kbd> {word}
        </button>
      ))}
      <span>
        <kbd>#12</kbd> 到第 12 行
      </span>
    </div>
  )
}
