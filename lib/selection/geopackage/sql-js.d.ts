/** What is used of sql.js, which comes without types. */
declare module 'sql.js' {
  type SqlValue = string | number | Uint8Array | null;
  interface Statement {
    run(values: readonly SqlValue[]): void;
    free(): boolean;
  }
  interface Database {
    exec(sql: string): unknown;
    run(sql: string, values?: readonly SqlValue[]): Database;
    prepare(sql: string): Statement;
    export(): Uint8Array<ArrayBuffer>;
    close(): void;
  }
  interface SqlJs {
    readonly Database: new () => Database;
  }
  export default function initSqlJs(options?: { locateFile(name: string): string }): Promise<SqlJs>;
}
