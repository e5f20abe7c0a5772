// What classic scripts say: package wording writes the phrase in place of the call.
declare function say(phrase: string, ...values: (string | number)[]): string;
declare function several(n: number, one: string, many: string, ...values: (string | number)[]): string;

// The table of internal/identify, which the bundler hands to the form page's script.
declare module "precept:identifiers" {
  const table: {
    parts: { [name: string]: string };
    reads: { find: string; with: string }[];
    rules: {
      rule: string;
      what: string;
      advice: string;
      check?: string;
      words?: string;
      not?: string;
      exact?: boolean;
      contact?: boolean;
      shapes: { find: string; fold?: boolean; near?: number; after?: number }[];
    }[];
  };
  export default table;
}
