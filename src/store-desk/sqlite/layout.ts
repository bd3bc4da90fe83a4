/** A table of a SQLite file, as the file describes itself. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns that are unique by themselves: each can lead a reader from page to page. */
  readonly unique: readonly string[];
  readonly withoutRowid: boolean;
}

/** A table in which sessions are kept, and which of its columns hold what. */
export interface Layout {
  readonly table: string;
  readonly id: string;
  readonly data: string;
  /** Null: rows have no end of their own. */
  readonly end: string | null;
  /** The column by which pages follow each other. */
  readonly key: string;
  /** How a new end is written where the row has none to go by. */
  readonly unit: EndUnit;
  /** Whose layout it is, for a person. */
  readonly about: string;
}

export type EndUnit = 'ms' | 's' | 'iso';

/** Layouts of libraries: the table, and its columns in the order id, data, end. */
const KNOWN: readonly {
  readonly about: string;
  readonly table?: string;
  readonly columns: readonly [id: string, data: string, end: string];
  readonly unit: EndUnit;
}[] = [
  { about: "Auth Lab's own layout", table: 'sessions', columns: ['sid', 'data', 'expires'], unit: 'ms' },
  { about: 'the layout of connect-sqlite3', columns: ['sid', 'sess', 'expired'], unit: 'ms' },
  { about: 'the layout of better-sqlite3-session-store', columns: ['sid', 'sess', 'expire'], unit: 'iso' },
  {
    about: 'the layout of connect-session-sequelize',
    table: 'Sessions',
    columns: ['sid', 'data', 'expires'],
    unit: 'iso',
  },
  {
    about: "Django's layout",
    table: 'django_session',
    columns: ['session_key', 'session_data', 'expire_date'],
    unit: 'iso',
  },
];

const IDS = ['sid', 'session_id', 'sessionid', 'session_key', 'id', 'key'];
const DATA = ['sess', 'data', 'session', 'session_data', 'value', 'json', 'payload'];
const ENDS = ['expires', 'expire', 'expired', 'expires_at', 'expiresat', 'expire_date', 'expiry', 'end'];

/**
 * Finds the table that holds sessions.
 * @returns null when no table looks like it
 */
export function findLayout(tables: readonly TableShape[]): Layout | null {
  for (const { about, table, columns, unit } of KNOWN) {
    const found = tables.find(
      (each) =>
        (table === undefined || each.name === table) && columns.every((column) => each.columns.includes(column)),
    );
    const [id, data, end] = columns;
    if (found && /sess/i.test(found.name)) return withKey(found, { table: found.name, id, data, end, unit, about });
  }
  for (const shape of tables) {
    if (!/sess/i.test(shape.name)) continue;
    const id = named(shape, IDS);
    const data = named(
      shape,
      DATA.filter((each) => each !== id?.toLowerCase()),
    );
    if (id === undefined || data === undefined) continue;
    const end = named(shape, ENDS) ?? null;
    const about = `table "${shape.name}", by the names of its columns`;
    return withKey(shape, { table: shape.name, id, data, end, unit: 'ms', about });
  }
  return null;
}

/** Pages follow the id where that is unique, else the order in which rows were written. */
function withKey(shape: TableShape, layout: Omit<Layout, 'key'>): Layout | null {
  if (shape.unique.includes(layout.id)) return { ...layout, key: layout.id };
  const free = ['rowid', '_rowid_', 'oid'].find((name) => !shape.columns.some((each) => each.toLowerCase() === name));
  return shape.withoutRowid || free === undefined ? null : { ...layout, key: free };
}

function named({ columns }: TableShape, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = columns.find((column) => column.toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
