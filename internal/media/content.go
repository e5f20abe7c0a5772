package media

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// ContentType is the name of a file's type for browsers, by the file's name: never guessed from its bytes.
func ContentType(name string) string {
	ending := strings.ToLower(path.Ext(name))
	if t, ok := contentTypes()[ending]; ok {
		return t
	}
	return "application/octet-stream"
}

// ContentTypes lists the endings of all files that precept publishes, in order. Hosts do not know all of them.
func ContentTypes() []string { return slices.Sorted(maps.Keys(contentTypes())) }

// contentTypes are the types of all files that precept publishes, by their endings.
func contentTypes() map[string]string {
	const office, open = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
	return map[string]string{
		".html": "text/html; charset=utf-8",
		".css":  "text/css; charset=utf-8",
		".js":   "text/javascript; charset=utf-8",
		".json": "application/json", ".webmanifest": "application/json",
		".xml": "application/xml",
		".txt": "text/plain; charset=utf-8",
		".csv": "text/csv; charset=utf-8",
		".ics": "text/calendar; charset=utf-8",

		".svg": "image/svg+xml",
		".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
		".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
		".woff2": "font/woff2",

		".pdf":  "application/pdf",
		".docx": office + "wordprocessingml.document",
		".xlsx": office + "spreadsheetml.sheet",
		".pptx": office + "presentationml.presentation",
		".odt":  open + "text", ".ods": open + "spreadsheet", ".odp": open + "presentation",
		".zip": "application/zip",
	}
}
