// What the modules of this folder hand to one another. There is no code here: the type checker reads it, the browser never does.

/**
 * A record as it stands in a file: what internal/form calls Record. Empty answers are absent, never "".
 *
 * @typedef {object} FormRecord
 * @property {string} form       the form's slug
 * @property {string} version    of the toolkit that it was filled in under
 * @property {string} record     its id, made once, at random: eight of a-z and 0-9, beginning with a letter
 * @property {string} date       the day that it is about, "2026-02-12"
 * @property {"draft" | "complete"} status
 * @property {string} about      the competency that it is about, or ""
 * @property {string} milestone  the milestone that it serves, or ""
 * @property {string} revises    digest of the state that it takes the place of, or ""
 * @property {string[]} private  private fields that are answered, in a file of their own
 * @property {Answers} answers
 * @property {Signature[]} signed
 * @property {Allowance[]} allow
 * @property {string} body       free writing below the front matter, handed back as it came
 * @property {{[key: string]: unknown}} rest  keys that this page does not know, kept as they came ("example": true)
 */

/** @typedef {{[field: string]: Answer}} Answers  by field id */

/**
 * Text of one; a list of choices or picks; a table's added rows; a table's fixed rows by row id.
 *
 * @typedef {string | string[] | Row[] | {[row: string]: Row}} Answer
 */

/** @typedef {{[column: string]: string | string[]}} Row */

/**
 * @typedef {object} Signature
 * @property {string} field  the signature field
 * @property {string} by     the lane that signs
 * @property {string} name
 * @property {string} [role]
 * @property {string} date
 * @property {"screen" | "returned" | "paper"} how
 * @property {string} [witness]  paper: who saw the ink
 * @property {string} [scan]     paper: a scan among the evidence
 * @property {string} digest     "sha256:…"
 */

/** @typedef {{rule: string, at: string, reason: string}} Allowance */

/**
 * A form's definition, as it stands beside the page as .json; see internal/form/definition.go.
 *
 * @typedef {object} Definition
 * @property {string} form
 * @property {string} version
 * @property {string} title
 * @property {string[]} [completed_by]
 * @property {"preceptee" | "organisation"} subject
 * @property {"once" | "monthly" | "yearly" | "as-needed" | "each-competency"} repeats
 * @property {"private" | "pair" | "practice" | "practice-only" | "date" | "never"} visibility
 * @property {Field[]} fields
 */

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {"tick" | "line" | "text" | "date" | "expiry" | "time" | "number" | "hours" | "choice" | "scale" | "choices" | "pick" | "table" | "sign"} type
 * @property {string} label  plain words; of a signature, its statement
 * @property {string} [section]
 * @property {boolean} [required]
 * @property {boolean} [private]
 * @property {string[]} [options]
 * @property {"records" | "competencies" | "standards" | "attachments"} [picks]
 * @property {string} [lane]
 * @property {string} [min]
 * @property {string} [max]
 * @property {string} [unit]
 * @property {string} [sum]
 * @property {number} [at_least]
 * @property {string} [open]
 * @property {boolean} [carries]
 * @property {boolean} [level]
 * @property {string} [when]
 * @property {string} [was]
 * @property {Field[]} [columns]
 * @property {{id: string, label: string, was?: string}[]} [rows]
 */

/**
 * What the page says of itself, as JSON in the data of #form-data; see FormData in internal/view.
 *
 * @typedef {object} PageData
 * @property {string} site
 * @property {string} version
 * @property {string} root
 * @property {string} [shelf]
 * @property {string} [later]  address of the second script; see later.js
 * @property {string} [privacy]
 * @property {Definition} [definition]
 * @property {Named[]} lanes
 * @property {Named[]} [competencies]
 * @property {Named[]} [standards]
 * @property {{form: string, title: string, href: string, visibility: string}[]} [forms]
 */

/** @typedef {{id: string, label: string, group?: string}} Named */

/**
 * What a form still lacks, or what is wrong with an answer. id is that of the control which can mend it.
 *
 * is says of an answer what it is not: "Next meeting is not a date".
 *
 * @typedef {{field: string, id: string, text: string, is?: string}} Problem
 */

/**
 * The fields of a page, enhanced. Made by fields() in fields.js; nothing else touches the controls of #form's fields.
 *
 * @typedef {object} Fields
 * @property {() => Answers} read            all answers, private ones too; dates and numbers as they are stored where they can be read, else as typed
 * @property {(answers: Answers) => void} write  fills the controls; answers to fields that are not here are kept and shown apart, and read gives them back
 * @property {(on: boolean) => void} lock    makes every control read-only, or gives them back
 * @property {() => Problem[]} problems      answers that cannot be what the field asks for
 * @property {() => File[]} attachments      files picked on this page for fields that pick attachments
 * @property {(list: Named[]) => void} offer what fields that pick records may pick from
 */

/**
 * What a form's page offers to others on it: the desk of precept serve, and tests. announce.js makes it.
 *
 * @typedef {object} FormPage
 * @property {Definition} definition
 * @property {() => FormRecord} record        the record on the page, without what is private
 * @property {() => FormRecord | null} own    what is private of it
 * @property {() => string} base              digest of the state that it was opened or handed over as, or ""
 * @property {(record: FormRecord, own: FormRecord | null) => Promise<unknown>} load  shows a record, or asks first
 * @property {(state: string) => void} saved  notes that the record was saved; state is the digest of what was
 * @property {() => File[]} attachments       the record's files
 */

/**
 * A form's page, which its parts share: page.js makes it, and the functions of keeping.js, owner.js and others are given it.
 *
 * @typedef {object} Page
 * @property {PageData} data
 * @property {Definition} definition
 * @property {HTMLElement} form
 * @property {HTMLElement} place  where is asked what is about the whole record
 * @property {HTMLElement} foot   where the actions stand, and what they ask
 * @property {string} root        path of the site's root
 *
 * @property {Fields} fields
 * @property {ReturnType<typeof import('./head.js').recordHead>} head
 * @property {ReturnType<typeof import('./signing.js').signing>} signs
 * @property {ReturnType<typeof import('./second.js').guard>} coach
 *
 * @property {import('./drafts.js').Draft} draft  the record on the page
 * @property {File[]} attached    its files
 * @property {import('./files.js').Handle | null} [handle]  the file that it was saved to here, which may be written again
 * @property {boolean} [dirty]    it has been changed since it was kept
 * @property {number} [timer]     when it will be kept
 * @property {boolean} [locked]   another tab writes it
 *
 * @property {import('./device.js').Device} whose
 * @property {import('./drafts.js').Drafts} store  where drafts are kept as things stand
 * @property {import('./drafts.js').Kept} trouble  why this one is not
 * @property {() => void} [unask]  there once somebody writes: takes away what was asked by the field
 *
 * @property {(draft: import('./drafts.js').Draft) => void} adopt  shows a record in the place of the one that is here
 * @property {(another?: boolean) => void} refresh  says anew how things stand; another: another record has come
 * @property {(on: boolean) => void} reading  shows a signer only what is to be read and signed
 */

export {};
