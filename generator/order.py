"""The rooms of the house, from the ground up: a module imports only from those above it in `ORDER`.

`tests/test_architecture.py` holds us to it.
"""

ORDER = (
    "order", "cores",
    "program", "memo", "workers", "progress",  # programs, what was worked out before, all cores (effects)
    "source", "model", "results", "text",  # the words of the trade, folded text
    "spreadsheet", "cards", "handwritten",  # tables and cards as bytes, lists as people write them
    "annotations", "labels",  # addresses beside the tree, what sections are called
    "codes.code", "codes.text", "codes.files", "codes.docx", "codes.pdf", "codes.html", "codes.study", "codes.site",
    "codes.formulas",
    "codes.gate", "codes.review", "codes.citations",
    "codes", "diagnostics",  # what is said
    "remote",  # workers elsewhere (effect: network)
    "readers.limits", "readers.scripts",
    "readers.normalise", "readers.plausible", "readers.encoding", "readers.marks", "readers.metadata", "readers.plain",
    "readers.regions", "readers.markdown", "readers.number_formats",
    "readers.docx.symbols", "readers.docx.numbering_model", "readers.docx.numbering",
    "readers.docx.wml", "readers.docx.math", "readers.docx.package", "readers.docx.styles", "readers.docx.fields",
    "readers.docx.words", "readers.docx.graphics", "readers.docx.objects",
    "readers.docx.pictures", "readers.docx.progress", "readers.docx.tables", "readers.docx.looks",
    "readers.docx.body", "readers.docx.notes", "readers.docx",
    "readers.html.page", "readers.html.labels", "readers.html.looks", "readers.html.numbers", "readers.html.tables",
    "readers.html.blocks", "readers.html.markup", "readers.html.encoding", "readers.html.article",
    "readers.html.chrome", "readers.html.facts", "readers.html.selection", "readers.html.lines", "readers.html.notes",
    "readers.html.pictures", "readers.html.mht", "readers.html", "readers.web_archive",
    "readers.pdf.fonts", "readers.pdf.opening", "readers.pdf.ink", "readers.pdf.rulings", "readers.pdf.glyphs",
    "readers.pdf.watermarks", "readers.pdf.health", "readers.pdf.extras", "readers.pdf.printed", "readers.pdf.grids",
    "readers.pdf.columns", "readers.pdf.flow", "readers.pdf.running_heads", "readers.pdf.margins",
    "readers.pdf.paragraphs", "readers.pdf.lines", "readers.pdf",
    "readers.ole", "readers.sniff", "readers.wire", "readers.child", "readers.sandbox",
    "readers.enclosure", "readers.office", "readers.folder",
    "readers",  # bytes → Source (effect: read)
    "structure.numerals", "structure.ordinals", "structure.headings", "structure.series", "structure.tables",
    "structure.wrapping", "structure.clean", "structure.forms", "structure.contents", "structure.frontmatter",
    "structure.nesting", "structure.items", "structure.parts", "structure.collection", "structure.outline",
    "structure.checks",
    "structure",  # Source → Document
    "slugs", "intake",  # files → documents (effect: processes)
    "knowledge.idf", "knowledge.lexicon", "knowledge.topic_table", "knowledge.scoring", "knowledge.stretches",
    "knowledge.topics", "knowledge.terms",
    "knowledge.citations.names", "knowledge.citations.brackets", "knowledge.citations.articles",
    "knowledge.citations.parts", "knowledge.citations.value", "knowledge.citations.holdings",
    "knowledge.citations.shortnames", "knowledge.citations.resolve", "knowledge.citations.heads",
    "knowledge.citations.bracketed", "knowledge.citations.unbracketed", "knowledge.citations",
    "knowledge.citations.wanted", "knowledge.backlinks", "knowledge.related",
    "knowledge.mentions",
    "knowledge.formulas.words", "knowledge.formulas.shapes", "knowledge.formulas.quoted", "knowledge.formulas.counted",
    "knowledge.formulas.nearby", "knowledge.formulas.preceding", "knowledge.formulas.below",
    "knowledge.formulas.ordinary", "knowledge.formulas.standard", "knowledge.formulas.resolving",
    "knowledge.formulas.linking", "knowledge.formulas.entries", "knowledge.formulas",
    "knowledge.measures.model", "knowledge.measures.words", "knowledge.measures.parties",
    "knowledge.measures.clauses", "knowledge.measures.deadlines", "knowledge.measures.grammar",
    "knowledge.measures.scope", "knowledge.measures.style", "knowledge.measures.assignments",
    "knowledge.measures.tails", "knowledge.measures.duties",
    "knowledge.measures.orders", "knowledge.measures.gathering", "knowledge.measures", "knowledge.events",
    "knowledge.questions.model", "knowledge.questions.certain", "knowledge.questions.wrong",
    "knowledge.questions.made", "knowledge.questions.origins", "knowledge.questions",
    "knowledge.own", "knowledge.study", "knowledge",  # Document → what it speaks of
    "corpus",  # all of it together
    "review.keys", "review.decisions", "review.addresses", "review.table", "review.compare", "review.sheets",
    "review.telling", "review",  # topics by hand
    "assets",  # style sheets and scripts put together
    "search.script", "omissions", "markdown", "attached", "plan", "pages.common", "pages.body", "pages.printed",
    "pages.handout", "pages.whole", "pages.matrix", "pages.cited", "pages.references", "pages.neighbours",
    "pages.measures", "pages.timeline", "pages.topic", "pages.terms", "pages.beside", "pages.outline", "pages.facts",
    "pages.document", "pages.depends", "pages.hub", "pages.quiz", "pages.study", "pages",
    "show", "records",
    "gate.lines", "gate.placeholders", "gate.notices", "gate.secrecy", "gate.empty", "gate.duplicates", "gate.wanted",
    "gate", "accepted", "each",  # what a careful editor asks, and what the clerk has settled
    "search.traditional", "search.normalise", "search.layout", "search.numbers", "search.sections",
    "search.texts", "search.pairs", "search.arranged", "search.carriers", "search.shipped", "search.parts",
    "search.pronounce", "search.words", "search.vocabulary",
    "search",  # → pages, the map of the site, search files
    "report.html", "report.sorting", "report.findings", "report.document", "report.changes",
    "report.contents", "report",  # for the clerk
    "shipped", "output.layout", "output.mkdocs_yml", "config",  # the site's set-up (effect: read)
    "output.removal", "output.write", "output.docs", "output.maps", "output",  # → BUILD/docs (effect)
    "engines.made_of", "engines.reuse", "engines.lean", "engines.share", "engines.shares",
    "engines.zensical_links", "engines.zensical", "engines.command",
    "engines.engine", "engines",  # → HTML (effect: processes)
    "publishing.csp", "publishing.strict", "publishing.publish", "publishing",  # → the site that readers see (effect)
    "delivery.servers", "delivery.access", "delivery.bundle", "delivery.beginning", "delivery",  # → servers (effect)
    "verifying.compare", "verifying.rendered", "verifying.built", "verifying.losses", "verifying.verify", "verifying",
    "health", "browsing.kinds", "browsing.host", "browsing.walk", "browsing.audit", "browsing",  # by a browser
    "renew", "pipeline",  # all of it in its order
    "preview.serve", "preview.draft", "preview.drafting", "preview.previewing", "preview",
    "reviewing", "options",
    "commands.terminal", "commands.building", "commands.beginning", "commands.looking",
    "commands.reviewing", "commands.publishing", "commands", "cli", "__main__",
)  # fmt: skip
