package check

import "precept/internal/finding"

// signatureRules are about who signed a record, and on what.
func signatureRules() []Rule {
	return []Rule{{
		ID: "signature-changed", Severity: finding.Warning,
		Summary: "a record differs from what was signed",
		Why: "The signature was given for other words, so it does not count. The change may be a slip that was " +
			"corrected, or more than that.",
		Example: "an answer that was changed in the file after the preceptor signed",
		Fix:     "Ask the signer to read the record and sign it again, or restore what it said.",
	}, {
		ID: "signature-field", Severity: finding.Warning,
		Summary: "a record has a signature that its form does not ask for",
		Why:     "The signature is ignored.",
		Example: "field: sign-preceptr",
		Fix:     "Name the id of one of the form's signatures.",
	}, {
		ID: "signature-lane", Severity: finding.Error,
		Summary: "a record is signed by another lane than its form asks for",
		Why:     "It is not the signature that the form asks for. It does not count, and the rest of the record does.",
		Example: "by: preceptee at [sign: preceptor]",
		Fix:     "Ask the right person to sign.",
	}, {
		ID: "signature-missing", Severity: finding.Gap,
		Summary: "a record that is marked complete is not signed yet",
		Why:     "Until it is signed it does not count as done.",
		Example: "status: complete without the preceptor's signature",
		Fix:     "Give the record to the person who signs it.",
	}, {
		ID: "signature-person", Severity: finding.Warning,
		Summary: "the signer is not one of the people of that lane on that day",
		Why:     "Most often a name is spelt in two ways, or a change of preceptor was not recorded.",
		Example: "name: A. Preceptor, where people says Example Preceptor",
		Fix:     "Add them to people in preceptee.md, or check the name and the date.",
	}, {
		ID: "signature-self", Severity: finding.Error,
		Summary: "somebody signed for another lane in their own year",
		Why: "Nobody is their own preceptor, and nobody can confirm what they did themselves. The signature does not " +
			"count, and the rest of the record does.",
		Example: "by: preceptor with the name of the preceptee",
		Fix: "Ask the person who has that lane to sign. Two people with the same name must write it differently, " +
			"in preceptee.md and where they sign.",
	}, {
		ID: "signature-unbound", Severity: finding.Note,
		Summary: "a signature has no digest of what was signed",
		Why: "It counts, and is marked as not bound to what was signed: if the record is changed afterwards, nothing " +
			"shows it.",
		Example: "a signature that was typed into the record's file, or one that was given on paper",
		Fix:     "Ask them to sign on the form page. For a signature on paper, keep the paper and name a scan of it.",
	}}
}
