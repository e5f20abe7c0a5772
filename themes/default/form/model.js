// What the modules of this folder hand to one another. There is no code here: the type checker reads it, the browser
// never does.

/**
 * A record as its file has it: what Go calls form.Record. Empty answers are absent, never "".
 *
 * @typedef {object} FormRecord
 * @property {string} form       the form's slug
 * @property {string} version    of the toolkit that it was filled in under
 * @property {string} preceptee  whose it is, by name or by the id of their folder, or ""; no signature covers it
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
 * @property {string} [witness]  paper: who saw the signature
 * @property {string} [scan]     paper: a scan among the evidence
 * @property {string} digest     "2:sha256:…", or "sha256:…" by the first rule; see digest.js
 */

/**
 * A text that somebody said does not identify a patient.
 *
 * @typedef {{rule: string, at: string, reason: string}} Allowance
 */

/**
 * A form's definition, as it is beside the page as .json: what Go calls form.Definition.
 *
 * @typedef {object} Definition
 * @property {string} form
 * @property {string} version
 * @property {string} title
 * @property {string[]} [completed_by]
 * @property {"preceptee" | "organisation"} subject
 * @property {"once" | "monthly" | "yearly" | "as-needed" | "each-competency"} repeats
 * @property {"private" | "pair" | "practice" | "practice-only" | "date" | "never"} visibility
 * @property {string[]} [read_by]  the lanes that read it as a whole; none where all do
 * @property {{[lane: string]: string}} [former]  former ids of lanes, by which somebody may have signed
 * @property {Field[]} fields
 */

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {import('./types.js').TypeName} type
 * @property {string} label  plain words; of a signature, its statement
 * @property {string} [section]
 * @property {boolean} [required]
 * @property {boolean} [private]
 * @property {string[]} [options]
 * @property {"records" | "competencies" | "standards" | "attachments"} [picks]
 * @property {string} [lane]
 * @property {string} [for]  the lane whose own it is; others' signatures do not cover it
 * @property {string[]} [read_by]  the lanes that read its answers and whose signatures cover them, where the form, or
 *   the table, is read by others
 * @property {"future" | "past"} [direction]  of a date: which way a day without a year goes
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
 * @property {FixedRow[]} [rows]
 * @property {Row[]} [suggested]          rows that a new record begins with
 * @property {string[]} [minutes_between] ids of the two columns of times that a number is computed from
 */

/** @typedef {{id: string, label: string, when?: string, was?: string}} FixedRow */

/**
 * What the page says of itself, as JSON in the data of #form-data; see FormData in internal/view.
 *
 * @typedef {object} PageData
 * @property {string} site
 * @property {string} version
 * @property {string} root
 * @property {string} [shelf]
 * @property {string} [later]     address of a form's second script; see later.js
 * @property {string} [exchange]  address of the script after it; see exchange.js and shelfexchange.js
 * @property {string[]} [versions]  the other versions on the site
 * @property {string} definitions  address of the definitions of all forms
 * @property {string} [privacy]
 * @property {Definition} [definition]
 * @property {Named[]} lanes
 * @property {string} whose        the lane whose year it is
 * @property {Named[]} [competencies]
 * @property {Named[]} [standards]
 * @property {Named[]} [milestones]  that the form serves
 * @property {{form: string, title: string, href: string, visibility: string}[]} [forms]
 */

/** whose: of a record, the preceptee. @typedef {{id: string, label: string, group?: string, whose?: string}} Named */

/**
 * What a form still needs, or what is wrong with an answer. id is that of the control to go to. is says of an answer
 * what it is not: "Next meeting is not a date".
 *
 * @typedef {{field: string, id: string, text: string, is?: string}} Problem
 */

/**
 * What reads and writes one answer.
 *
 * @typedef {object} Control
 * @property {() => Answer | undefined} read
 * @property {(value: any) => void} write     undefined empties it
 * @property {() => Problem[]} problems
 * @property {() => Leftover[]} [leftovers]     what it keeps but has no place for
 * @property {() => Answer | undefined} [shown] what it shows, where read gives back what was written
 */

/** An answer that the form has no place for. @typedef {[label: string, value: unknown]} Leftover */

/**
 * What the controls of a page share.
 *
 * @typedef {object} Env
 * @property {PageData} data
 * @property {() => string} record         the id of the record on the page
 * @property {(name: string) => boolean | undefined} [owns]  whether that is who the record on the page is of
 * @property {() => void} changed
 * @property {() => void} relock           makes new controls as read-only as the others
 * @property {((list: Named[]) => void)[]} offers  called with the records that may be picked
 * @property {Map<string, File>} files     picked on this page, by safe name
 * @property {typeof import('./control.js').control} control  makes the control of a table's cell
 */

/**
 * The fields of a page. Made by fields() in fields.js; nothing else touches the controls of #form's fields.
 *
 * @typedef {object} Fields
 * @property {() => Answers} read  all answers, private ones too; dates and numbers as they are stored, or as typed
 *   where they
 *   cannot be read
 * @property {(answers: Answers) => void} write  fills the controls; answers to fields that are not here are kept and
 *   shown
 *   below, and read gives them back
 * @property {(on: boolean, only?: ((e: Element) => boolean) | null) => void} lock  makes every control read-only, or
 *   writable again, and then those alone of which only is true; null: all
 * @property {() => Problem[]} problems      answers that are not what the field asks for
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
 * A form's page, which its parts share: page.js makes it, and hands it to the functions of autosave.js, owner.js and
 * others.
 *
 * @typedef {object} Page
 * @property {PageData} data
 * @property {Definition} definition
 * @property {HTMLElement} form
 * @property {HTMLElement} place  for questions about the whole record
 * @property {HTMLElement} foot   for the actions and their questions
 * @property {string} root        path of the site's root
 *
 * @property {Fields} fields
 * @property {ReturnType<typeof import('./recordhead.js').recordHead>} head
 * @property {ReturnType<typeof import('./signing.js').signing>} signs
 * @property {ReturnType<typeof import('./fetchlater.js').guard>} coach
 * @property {ReturnType<typeof import('./othertab.js').otherTab>} [tab]  whether another tab writes the record; once it
 *   is known
 *
 * @property {import('./drafts.js').Draft} draft  the record on the page
 * @property {File[]} attached    its files
 * @property {import('./files.js').Handle | null} [handle]  the file that it was saved to here, which may be written
 *   again
 * @property {boolean} [dirty]    it has changed since it was saved in the browser
 * @property {number} [timer]     for saving it
 * @property {boolean} [locked]   another tab writes it
 * @property {false | (() => void)} [fixed]  it was sent, and is read-only until this is called to correct it
 * @property {() => Element | null} [fix]  sees whether it is so, and gives the tag that says whose signature a complete
 *   record waits for; there once somebody is in the form
 * @property {string} [correcting]  the id of the record of which somebody has said so
 *
 * @property {ReturnType<typeof import('./names.js').names>} [names]  who uses the device, and whose the record is; there
 *   once somebody is in the form
 * @property {import('./device.js').Device} device
 * @property {import('./drafts.js').Drafts} store  where drafts are saved
 * @property {import('./drafts.js').Trouble} trouble  why this one is not
 * @property {() => void} [unask]  there once somebody writes: takes away the question by the field
 *
 * @property {(draft: import('./drafts.js').Draft) => void} adopt  shows another record
 * @property {(another?: boolean) => void} refresh  shows the state of the record; another: it has just come to the page
 * @property {(on: boolean) => void} lock     makes all that writes read-only, or gives it back
 * @property {(on: boolean) => void} reading  shows a signer only what is to be read and signed
 */

export {};
