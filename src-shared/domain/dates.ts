/** Calendar dates as `YYYY-MM-DD` text: sortable, without time zone. Today's date is always an argument. */
export type IsoDate = string
