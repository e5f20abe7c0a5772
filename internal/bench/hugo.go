package main

// The rival's layout writes the same elements as precept's own page, part for part, as its makers advise: the
// navigation is made once a section and kept.

const hugoConfig = `baseURL = "/"
title = "The benchmark toolkit"
languageCode = "en-GB"
uglyURLs = true
relativeURLs = true
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
[markup.goldmark.extensions]
typographer = false
linkify = false
[markup.goldmark.renderHooks.link]
useEmbedded = "never"
[markup.tableOfContents]
startLevel = 2
endLevel = 3
`

const hugoBase = `<!doctype html>
<html lang="en-GB" data-paper="The benchmark toolkit · Draft of version 2026.1">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ .Title }} – Toolkit 2026.1 – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}">
<meta name="generator" content="hugo">
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
<link rel="stylesheet" href="/assets/style.css">
<script src="/assets/site.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header class="top">
<div class="wrap bar">
<div class="brand"><a class="brand-link" href="/index.html"><span class="mark" aria-hidden="true"><i></i><i></i><i></i></span> <span>{{ .Site.Title }}</span></a>
<details class="versions"><summary>Draft 2026.1</summary><div class="drop"><p>Draft of version 2026.1</p><ul><li><a href="{{ .RelPermalink }}" aria-current="page">2026.1</a> <span class="note">draft</span></li></ul><p><a href="/versions.html">All versions and what changed</a></p></div></details>
</div>
<div class="tools">
<details class="menu"><summary>Menu</summary><nav class="drop" aria-label="Sections">{{ partialCached "nav.html" . .Section }}</nav></details>
<a class="tool search-link" href="/search.html" data-search>Search</a><a class="tool" href="/versions.html">Help</a><span data-theme-switch></span>
</div>
</div>
<nav class="sections" aria-label="Sections"><div class="wrap">{{ partialCached "nav.html" . .Section }}</div></nav>
</header>
<div class="wrap">
<aside class="banner" aria-label="Draft"><p><strong>Draft, for comment.</strong> This version has not been released. Do not rely on it in practice.</p></aside>
<nav class="crumbs" aria-label="You are here"><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<main id="main" tabindex="-1" class="page kind-page with-contents">
<div class="intro"><h1>{{ .Title }}</h1>
{{ with .Params.summary }}<p class="lead">{{ . }}</p>{{ end }}
{{ with .Params.audience }}<p class="for"><span class="for-label">For:</span> {{ range . }}<span class="tag lane lane-{{ . }}">{{ title . }}</span> {{ end }}</p>{{ end }}</div>
{{ block "main" . }}{{ end }}
<p class="about"><span>Owner: {{ .Params.owner }}</span> <span>Last reviewed: <time datetime="{{ dateFormat "2006-01-02" .Params.reviewed }}">{{ dateFormat "2 January 2006" .Params.reviewed }}</time></span> <span>Next review: <time datetime="{{ dateFormat "2006-01-02" .Params.review_by }}">{{ dateFormat "2 January 2006" .Params.review_by }}</time></span> <span>Version 2026.1</span></p>
</main>
</div>
<footer class="foot"><div class="wrap"><ul class="foot-links"><li><a href="/versions.html">All versions</a></li></ul><p>Example Training Hub<span class="dot"> · </span>Draft of version 2026.1</p></div></footer>
<p class="paper">The benchmark toolkit · Draft of version 2026.1</p>
</body>
</html>
`

const hugoNav = `{{ $section := .Section }}<ul>{{ range .Site.Home.Sections }}<li><a href="{{ .RelPermalink }}"{{ if eq .Section $section }} aria-current="true"{{ end }}>{{ .Title }}</a></li>{{ end }}</ul>`

const hugoSingle = `{{ define "main" }}
<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">On this page</h2>{{ .TableOfContents }}</nav>
<div class="text"><div class="prose">{{ .Content }}</div></div>
{{ end }}
`

const hugoList = `{{ define "main" }}
<div class="text"><div class="prose">{{ .Content }}</div></div>
<section class="group"><h2>In this section</h2><ul class="cards">{{ range .Pages }}<li class="card"><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ .Params.summary }}</p></li>{{ end }}</ul></section>
{{ end }}
`

// hugoLink turns links to source files into links to pages, as precept does.
const hugoLink = `<a href="{{ replace .Destination ".md" ".html" }}">{{ .Text }}</a>`

// hugoTable gives tables the same scrolling region and column heads.
const hugoTable = `<div class="scroll" role="region" tabindex="0" aria-label="Table"><table><thead>{{ range .THead }}<tr>{{ range . }}<th scope="col">{{ .Text }}</th>{{ end }}</tr>{{ end }}</thead><tbody>{{ range .TBody }}<tr>{{ range . }}<td>{{ .Text }}</td>{{ end }}</tr>{{ end }}</tbody></table></div>`
