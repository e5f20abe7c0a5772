package check

import "precept/internal/finding"

// linkRules are about links, the glossary, local words and former addresses.
func linkRules() []Rule {
	return []Rule{{
		ID: "alias-bad", Severity: finding.Error,
		Summary: "an alias is not written as an address",
		Why:     "A page is made at every former address, so it must be a valid one.",
		Example: "aliases: [Organisation/Insurance.md]",
		Fix:     "Write the former path without its ending: organisation/insurance.",
		Check:   aliasBad,
	}, {
		ID: "alias-collision", Severity: finding.Error,
		Summary: "an alias is the address of another page, or is on two pages",
		Why:     "An address can lead to only one page.",
		Example: "aliases: [organisation/indemnity] while there is such a page",
		Fix:     "Delete the alias from one of the pages.",
		Check:   aliasCollision,
	}, {
		ID: "link-broken", Severity: finding.Error,
		Summary: "a link goes to a page, form or field that does not exist",
		Why:     "A reader who needs the page does not get it.",
		Example: "[checklist](../forms/before-start.md)",
		Fix:     "Write the path from this file to the other one, with .md at its end: ../forms/before-you-start.md.",
		Check:   linkBroken,
	}, {
		ID: "link-dead", Severity: finding.Warning,
		Summary: "an address of another site does not work any more",
		Why:     "Readers who need it find an empty page.",
		Example: "https://www.nhs.uk/page-that-was-moved",
		Fix:     "Look where the page is now, or leave the link out. Only check --external-links asks other sites.",
	}, {
		ID: "link-fragment", Severity: finding.Error,
		Summary: "a link goes to a place that its page does not have",
		Why:     "The reader gets the top of the page and does not find what the link says.",
		Example: "[objectives](../forms/meeting.md#objectivs)",
		Fix: "Write the id of a heading or an item of that page after the #. " +
			"Where it could be either of two headings, end the one that is meant with an id of its own, {#id}.",
		Check: linkFragment,
	}, {
		ID: "link-homoglyph", Severity: finding.Warning,
		Summary: "a link does not go where it seems to",
		Why:     "Letters that look alike, or words that show another address, are used to trick people.",
		Example: "[www.nhs.uk](https://example.org/)",
		Fix:     "Let the words of the link say what it leads to, and type the address again.",
	}, {
		ID: "link-http", Severity: finding.Warning,
		Summary: "a link's address is not encrypted",
		Why:     "Others can see and change what is read there.",
		Example: "http://www.example.org/",
		Fix:     "Write https:// if the site has it.",
	}, {
		ID: "link-scheme", Severity: finding.Error,
		Summary: "a link has an address of a kind that is not published",
		Why:     "Only relative paths, https, http, mailto and tel are safe on every machine.",
		Example: "[open](file:///C:/policy.pdf)",
		Fix:     "Write a path to a page, or an address that starts with https://, mailto: or tel:.",
	}, {
		ID: "link-text", Severity: finding.Warning,
		Summary: "the words of a link do not say where it leads",
		Why:     "Many people get a link without its sentence: in a list of links, or read aloud.",
		Example: "[click here](indemnity.md)",
		Fix:     "Write words that make sense by themselves, such as the title of the page.",
	}, {
		ID: "local-empty", Severity: finding.Note,
		Summary: "a local word that the version lists is not filled in",
		Why:     "Readers see the general words, and not who to ask in this practice.",
		Example: "local: [practice-manager] in version.md, and no practice-manager under local in data/site.yaml",
		Fix:     "Fill the word in under local in data/site.yaml.",
		Check:   localEmpty,
	}, {
		ID: "local-unknown", Severity: finding.Error,
		Summary: "a page uses a local word that its version does not list, or a site fills in one of no version",
		Why:     "A practice would not know that there is something to fill in, or its words would be on no page.",
		Example: "[the practice manager](local:practice-manger)",
		Fix:     "Correct the word, or list it under local in version.md.",
		Check:   localUnknown,
	}, {
		ID: "output-collision", Severity: finding.Error,
		Summary: "two files of the site would have the same address",
		Why:     "One of them would be lost, and it is not clear which.",
		Example: "a theme's static/index.html beside the home page",
		Fix:     "Rename one of the two.",
		Check:   outputCollision,
	}, {
		ID: "page-collision", Severity: finding.Error,
		Summary: "two pages have the same address",
		Why:     "One of them would be lost, and nobody would notice.",
		Example: "forms.md beside forms/index.md",
		Fix:     "Rename one of them.",
	}, {
		ID: "source-url", Severity: finding.Error,
		Summary: "the address of a source is not one that a reader can follow",
		Why:     "Readers must be able to look up the sources of a page.",
		Example: "sources: [{title: Guide, url: www.example.org}]",
		Fix:     "Write the whole address, with https:// before it.",
		Check:   sourceURL,
	}, {
		ID: "term-unknown", Severity: finding.Error,
		Summary: "a link names a term that the glossary does not have",
		Why:     "The reader would get no definition.",
		Example: "[preceptor](term:precepter)",
		Fix:     "Correct the term, or add it to the glossary.",
		Check:   termUnknown,
	}, {
		ID: "term-unused", Severity: finding.Warning,
		Summary: "no page uses a term of the glossary",
		Why:     "A glossary should have only words that readers need. Often the pages use another word.",
		Example: "a definition of mentor, where every page says preceptor",
		Fix:     "Delete the term, or use the glossary's word on the pages.",
		Check:   termUnused,
	}}
}
