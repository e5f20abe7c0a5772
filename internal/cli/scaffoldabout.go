package cli

import (
	"strings"

	"precept/internal/civil"
)

// siteText is data/site.yaml.
func siteText() string {
	return "title: A preceptorship toolkit\npublisher: \"" + fillIn + "the name of your training hub\"\n" +
		"accessibility:\n  contact: \"" + fillIn + "an address that somebody reads\"\n  tested: not yet tested\n"
}

// aboutText is the page to which Help leads until there is a better one: who publishes the toolkit, and whom to ask.
func aboutText(today civil.Date) string {
	text := pageText("About and contact", "Who publishes this toolkit, and whom to ask when something is wrong or hard to use.", today,
		fillIn+"say in a few lines who publishes this toolkit, and where its guidance comes from.\n\n"+
			"## Ask us\n\n"+fillIn+"say whom to ask, and how to reach them.\n\n"+
			"Say which page it is, and what happened. Please do not send anything about a patient.\n\n"+
			"## What to do next\n\n- Wondering who sees what you write? Read [privacy](privacy.md).\n- Finding a page hard to use? Read [accessibility](accessibility.md).\n")
	return strings.Replace(text, "audience:", "order: 50\naudience:", 1) // behind what people come for
}

// privacyPage says what is true of every toolkit that precept makes. Who is responsible comes from data/site.yaml and stands on
// the page too.
func privacyPage(today civil.Date) string {
	return pageText("Privacy", "What a form keeps and where, who can read it, and what never leaves your own device.", today,
		`You can read this toolkit without telling anyone who you are. There is no sign-in, the pages set no tracking, and they ask no other website for anything. Whoever hosts the site may keep an ordinary log of visits: ask them.

## What happens when you fill in a form

Nothing is sent by itself. What you type stays on your device until you hand it over. The form asks once whether the device is your own, and says at all times what is kept and where.

- **On your own device** your browser keeps what you began, until you clear it.
- **On a shared computer** it is kept for that tab alone, until you close it. Choose "Finish on this computer" before you walk away.
- **In a file that you save** it is kept until you delete the file.

Answers marked as private are yours alone. They are saved in a file of their own, which is never sent.

## Who keeps your portfolio

A portfolio is put together from the forms that you hand over. One person, the keeper, holds them in a folder of the practice, never on a public website. Agree at the [first meeting](../forms/first-meeting.md) who that is. Whoever can open that folder can read what is in it.

## Patients

Never write anything that could identify a patient: no names, no dates of birth, no NHS numbers and no rare details. If something slips through, tell the keeper, and take it out together.

## Your rights

Whoever employs you, or holds the records, is responsible for them in law, and says how long they are kept. You can ask to see what is held about you, to have it put right, to have it deleted where the law allows, and to take it with you when you leave. Ask the keeper first. If you are not content with the answer, you can complain to the Information Commissioner's Office.

## What to do next

Ask your keeper, or [ask us](index.md), about anything that is not clear here.
`)
}

// accessibilityPage says how the pages are made. What was tested, and whom to tell, come from data/site.yaml and stand on the page
// too.
func accessibilityPage(today civil.Date) string {
	return pageText("Accessibility", "How the pages are made so that everyone can use them, what may still be hard, and whom to tell.", today,
		`Everyone should be able to use this toolkit: with a keyboard, on a phone, with a screen reader, in large print or on paper. The aim is level AA of the Web Content Accessibility Guidelines, version 2.2.

## What you can do

- **Make it bigger.** The text flows into one column, however far you zoom in.
- **Use the keyboard.** Each link, button and field can be reached with the Tab key.
- **Choose light or dark.** The pages follow your device, and a switch lets you choose.
- **Print it.** Every page prints, forms included, with room to write by hand.
- **Turn scripts off.** All pages can still be read, filled in by hand and printed.

If a form is hard for you, fill it in on paper, or say the answers to somebody who types them for you. You have a right to reasonable adjustments at work.

## What may still be hard

- Wide tables may scroll sideways within their own frame on a small screen.
- Pages of other organisations, to which we link, are not ours.
- Scanned papers in a portfolio may not be readable by a screen reader: say in words what they show.

## Tell us

If you cannot use something, or need it in another format, [tell us](index.md). Say which page it is, what you were trying to do, and what you use to read it. If the answer does not help, you can turn to the Equality Advisory and Support Service; in Northern Ireland, to the Equality Commission.
`)
}
