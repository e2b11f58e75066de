/* One graded message. */
#include "ui/report/render.h"

#include "ui/report/page.h"

void render_message(const struct message_report *report,
		    enum render_format format, struct str *out)
{
	static const struct page_form *const forms[] = { &page_text,
							 &page_markdown,
							 &page_html };
	static const char *const titles[] = { "Element", "Points", "Why" };
	static const int widths[] = { 10, -6, 60 };
	struct page page = { .out = out, .width = 80 };
	char title[120];

	if (format == RENDER_JSON) {
		message_report_to_json(report, out);
		return;
	}
	page.form = forms[format];
	snprintf(title, sizeof(title), "Message to %s: %.1f of 10",
		 report->audience, report->verdict.score);
	page.form->begin(&page, title);
	if (report->cap_reason)
		page.form->paragraph(&page, PAGE_BAD, report->cap_reason);
	page_table(&page, titles, widths, 3);
	for (int e = 0; e < VERDICT_ELEMENT_COUNT; e++) {
		char points[16];
		const char *cells[] = {
			verdict_element_key((enum verdict_element)e), points,
			report->why[e] ? report->why[e] : ""
		};

		snprintf(points, sizeof(points), "%.1f",
			 report->verdict.elements[e]);
		page.form->row(&page, cells);
	}
	page.form->table_end(&page);
	for (size_t i = 0; i < report->claim_count; i++) {
		const struct report_claim *claim = &report->claims[i];
		char where[96];

		snprintf(where, sizeof(where), "%s (true: %.6g %s)",
			 claim->ok ? "right" : "wrong", claim->truth,
			 claim->unit);
		page.form->quote(&page, where, claim->quote, !claim->ok);
	}
	if (report->advice_count > 0)
		page.form->items(&page, report->advice, report->advice_count);
	page.form->end(&page);
}
