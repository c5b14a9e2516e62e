const KEYS: readonly [keys: string[], word: string][] = [
  [['Y', '1', '←'], '是'],
  [['N', '2', '→'], '否'],
  [['Enter', '↓'], '下一项'],
  [['↑'], '上一项'],
  [['F'], '添加佐证'],
  [['Esc'], '离开备注'],
  [['Ctrl+Enter'], '封存'],
]

/** The keys, always in sight: nobody learns them by heart for a form filled once a month. */
export function KeyHelp() {
  return (
    <div className="record-keys">
      {KEYS.map(([keys, word]) => (
        <span key={word}>
          {keys.map(key => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {word}
        </span>
      ))}
    </div>
  )
}
