"""Reading of Dutch text: lines, headings, clauses, and what each clause makes of what it names."""
