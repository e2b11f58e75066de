/* Words that the sections of a report share. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>

void render_say(struct page *page, enum page_mood mood, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	page->form->paragraph(page, mood, text.s);
	str_finish(&text);
}

void render_list(struct page *page, const char *title, const char *const *texts,
		 size_t count)
{
	if (count == 0)
		return;
	page->form->heading(page, 3, title);
	page->form->items(page, texts, count);
}

const char *render_minutes(double minutes, char out[RENDER_MINUTES_SIZE])
{
	if (isnan(minutes))
		snprintf(out, RENDER_MINUTES_SIZE, "never");
	else
		snprintf(out, RENDER_MINUTES_SIZE, "%.1f min", minutes);
	return out;
}

const char *render_signed(double value, char out[RENDER_SIGNED_SIZE])
{
	char number[NUMBER_SIZE];
	int64_t whole = llround(value);

	number_int(whole, number);
	snprintf(out, RENDER_SIGNED_SIZE, "%s%s", whole > 0 ? "+" : "", number);
	return out;
}

const char *render_hour(const struct report *report, int64_t at_s,
			char out[RENDER_MOMENT_SIZE])
{
	char hour[CALENDAR_CLOCK_SIZE];

	if (report->start_utc_s)
		calendar_format_hour(report->start_utc_s + at_s, hour);
	else
		calendar_format_clock(at_s, hour);
	snprintf(out, RENDER_MOMENT_SIZE, "%s", hour);
	return out;
}

const char *render_moment(const struct report *report, int64_t at_s,
			  char out[RENDER_MOMENT_SIZE])
{
	int64_t moment = report->start_utc_s + at_s;
	char hour[CALENDAR_CLOCK_SIZE];
	struct calendar_date date;

	if (!report->start_utc_s)
		return render_hour(report, at_s, out);
	date = calendar_from_days(moment / 86400);
	snprintf(out, RENDER_MOMENT_SIZE, "%04d-%02d-%02d %s UTC", date.year,
		 date.month, date.day, calendar_format_hour(moment, hour));
	return out;
}

void render_timeline(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Drill", "UTC", "", "What" };
	static const int widths[] = { -6, 5, 7, 50 };

	if (report->mark_count == 0)
		return;
	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		char clock[CALENDAR_CLOCK_SIZE], hour[RENDER_MOMENT_SIZE];
		const char *cells[] = {
			calendar_format_clock(mark->at_s, clock),
			report->start_utc_s
				? render_hour(report, mark->at_s, hour)
				: "",
			mark->kind, mark->text ? mark->text : mark->label
		};

		page->form->row(page, cells);
	}
	page->form->table_end(page);
}
