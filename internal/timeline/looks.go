package timeline

// looks gives the presentation attributes by which a drawing in a file of its own wears the theme's light colours. A class
// that only groups has none. The stylesheet themes/default/timeline.css says the same for drawings within a page.
func looks(class string) string {
	switch class {
	case "tl":
		return ` font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" fill="#16232e"`
	case "tl-paper":
		return ` fill="#ffffff"`
	case "tl-cell":
		return ` fill="#f1f5f7"`
	case "tl-head", "tl-lane", "tl-flag-text":
		return ` font-weight="700"`
	case "tl-sub", "tl-axis", "tl-key":
		return ` fill="#4a5a67"`
	case "tl-tick":
		return ` stroke="#8496a3" stroke-width="1.5" fill="none"`
	case "tl-mark--preceptee", "tl-lane--preceptee":
		return ` color="#005eb8"`
	case "tl-mark--preceptor", "tl-lane--preceptor":
		return ` color="#6b3fa0"`
	case "tl-mark--organisation", "tl-lane--organisation":
		return ` color="#00695c"`
	case "tl-mark--other", "tl-lane--other":
		return ` color="#4a5a67"`
	case "tl-group":
		return ` fill="#ffffff" stroke="#d5dee4" stroke-width="1.5"`
	case "tl-spine":
		return ` stroke="currentColor" stroke-width="6" fill="none"`
	case "tl-track":
		return ` stroke="currentColor" stroke-width="2" fill="none"`
	case "tl-series": // with an edge of its ground, since lines may pass behind it
		return ` fill="#16232e" stroke="#f1f5f7" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`
	case "tl-solid":
		return ` fill="currentColor" stroke="currentColor" stroke-width="2"`
	case "tl-hollow":
		return ` fill="#ffffff" stroke="currentColor" stroke-width="2.5"`
	case "tl-heavy":
		return ` fill="#ffffff" stroke="currentColor" stroke-width="5"`
	case "tl-open":
		return ` fill="#ffffff" stroke="currentColor" stroke-width="2.5" stroke-dasharray="5 3.5"`
	case "tl-amber":
		return ` fill="#fff3d1" stroke="#704500" stroke-width="2.5"`
	case "tl-off":
		return ` fill="#f1f5f7" stroke="#4a5a67" stroke-width="1.5" stroke-dasharray="2 3"`
	case "tl-ring":
		return ` fill="none" stroke="currentColor" stroke-width="2"`
	case "tl-num":
		return ` fill="#ffffff" font-weight="700"`
	case "tl-num--open":
		return ` fill="#16232e" font-weight="700"`
	case "tl-num--past":
		return ` fill="#704500" font-weight="700"`
	case "tl-num--off":
		return ` fill="#4a5a67" font-weight="400"`
	case "tl-badge--done":
		return ` fill="#00613f" stroke="#ffffff" stroke-width="2"`
	case "tl-badge--past":
		return ` fill="#704500" stroke="#ffffff" stroke-width="2"`
	case "tl-badge":
		return ` fill="#16232e" stroke="#ffffff" stroke-width="2"`
	case "tl-glyph":
		return ` fill="none" stroke="#ffffff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`
	case "tl-glyph--past":
		return ` fill="none" stroke="#704500" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`
	case "tl-glyph--open":
		return ` fill="none" stroke="#16232e" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`
	case "tl-gate":
		return ` stroke="#4a5a67" stroke-width="2" stroke-dasharray="1 6" stroke-linecap="round" fill="none"`
	case "tl-flag":
		return ` fill="#ffffff" stroke="#4a5a67" stroke-width="1.5"`
	case "tl-today":
		return ` stroke="#16232e" stroke-width="2.5" fill="none"`
	case "tl-today-flag":
		return ` fill="#16232e"`
	case "tl-today-text":
		return ` fill="#ffffff" font-weight="700"`
	case "tl-hatch":
		return ` stroke="#8496a3" stroke-width="1.2" fill="none"`
	case "tl-pause":
		return ` stroke="#8496a3" stroke-width="1.2"`
	}
	return ""
}
