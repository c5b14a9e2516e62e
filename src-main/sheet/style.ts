/** The few looks that our tables need, as data, and styles.xml made of them. */

interface Look {
  font: number
  fill: number
  border: number
  text: boolean // number format @: never taken for a number, a date or a formula, not even when it is edited
  align: 'left' | 'center' | 'general'
}

const look = (font: number, fill: number, border: number, text: boolean, align: Look['align']): Look => ({
  font,
  fill,
  border,
  text,
  align,
})

const LOOKS = {
  plain: look(0, 0, 0, false, 'general'), // the first is what Excel gives to every untouched cell
  blank: look(0, 0, 0, true, 'general'), // an empty cell to be filled in as text
  number: look(0, 0, 1, false, 'general'),
  text: look(0, 0, 1, true, 'left'),
  header: look(1, 2, 1, true, 'center'),
  title: look(2, 0, 0, true, 'center'),
  subtitle: look(0, 0, 0, true, 'left'),
  bad: look(0, 3, 1, true, 'left'), // a cell with an error
  remark: look(3, 0, 1, true, 'left'), // what is wrong with it
}

export type Style = keyof typeof LOOKS

const NAMES = Object.keys(LOOKS)

/** Index of a look in styles.xml, the `s` of cells and columns. */
export const styleIndex = (style: Style): number => NAMES.indexOf(style)

// 宋体 is on every Windows with Chinese; WPS and Excel both substitute it well elsewhere.
const font = (size: number, extra = '') =>
  `<font>${extra.includes('b') ? '<b/>' : ''}<sz val="${size}"/>${extra.includes('r') ? '<color rgb="FFC00000"/>' : ''}<name val="宋体"/><charset val="134"/></font>`
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
const side = (name: string) => `<${name} style="thin"><color rgb="FF7F7F7F"/></${name}>`

const xf = ({ font, fill, border, text, align }: Look) =>
  `<xf numFmtId="${text ? 49 : 0}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${align}" vertical="center" wrapText="1"/></xf>`

export const STYLES_XML =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<fonts count="4">${font(11)}${font(11, 'b')}${font(16, 'b')}${font(11, 'r')}</fonts>` +
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('EDEDED')}${fill('FFE1DE')}</fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${NAMES.length}">${Object.values(LOOKS).map(xf).join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
