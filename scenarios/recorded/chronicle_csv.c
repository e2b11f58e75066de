/*
 * CSV files as dashboards and spreadsheets write them (RFC 4180, and with
 * semicolons or tabs).
 */
#include "scenarios/recorded/chronicle.h"

#include "base/file.h"
#include "base/number.h"

#include <math.h>

#define FIELDS_MAX 32
#define LINE_MAX_BYTES 4096

struct line {
	char text[LINE_MAX_BYTES]; /* fields, each terminated */
	char *field[FIELDS_MAX];
	size_t count;
};

struct csv {
	struct chronicle *recording;
	const char *path, *at; /* the rest of the text */
	const char *base;      /* name of the file, for messages */
	int number;	       /* of the line */
	char parted_by;
	size_t time; /* field */
	struct chronicle_input *input[FIELDS_MAX];
	size_t count;
};

static bool fail(const struct csv *csv, struct err *err, const char *what,
		 const char *which)
{
	return err_set_at(err, ERR_INPUT, csv->path, csv->number, 0, what,
			  which);
}

/* A field up to where it ends, unquoted, into the line. */
static bool take_field(struct csv *csv, struct line *line, size_t *used,
		       struct err *err)
{
	const char *at = csv->at;
	bool quoted = *at == '"';

	if (line->count == FIELDS_MAX)
		return fail(csv, err, "has more than 32 columns%s", "");
	line->field[line->count++] = line->text + *used;
	at += quoted;
	while (*at && (quoted || (*at != csv->parted_by && *at != '\n'))) {
		if (quoted && *at == '"' && at[1] != '"') {
			quoted = false;
			at++;
			continue;
		}
		at += quoted && *at == '"';
		if (*used + 2 > sizeof(line->text))
			return fail(csv, err, "is longer than 4096 bytes%s",
				    "");
		if (*at != '\r')
			line->text[(*used)++] = *at;
		at++;
	}
	if (quoted)
		return fail(csv, err, "a quote does not end%s", "");
	line->text[(*used)++] = '\0';
	csv->at = at;
	return true;
}

/* The next line that is not empty; false at the end too, without an error. */
static bool take_line(struct csv *csv, struct line *line, struct err *err)
{
	size_t used = 0;

	while (*csv->at == '\n' || *csv->at == '\r') {
		csv->number += *csv->at == '\n';
		csv->at++;
	}
	line->count = 0;
	if (!*csv->at)
		return false;
	for (;;) {
		if (!take_field(csv, line, &used, err))
			return false;
		if (*csv->at != csv->parted_by)
			return true;
		csv->at++;
	}
}

static bool is_time(const char *name)
{
	static const char *const names[] = { "time", "timestamp", "date",
					     "datetime" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal_nocase(name, names[i]))
			return true;
	return false;
}

/* "p95_ms" of "some/where/p95_ms.csv" */
static void stem_of(const char *base, char out[CHRONICLE_SOURCE_SIZE])
{
	const char *dot = strrchr(base, '.');

	snprintf(out, CHRONICLE_SOURCE_SIZE, "%.*s",
		 (int)(dot ? dot - base : (ptrdiff_t)strlen(base)), base);
}

static bool read_names(struct csv *csv, const struct line *line,
		       struct err *err)
{
	char stem[CHRONICLE_SOURCE_SIZE];

	stem_of(csv->base, stem);
	csv->count = line->count;
	csv->time = line->count;
	for (size_t i = 0; i < line->count; i++) {
		const char *name = line->field[i], *near;
		const struct chronicle_column *column = chronicle_column(name);

		if (is_time(name)) {
			csv->time = i;
			continue;
		}
		if (!column && line->count == 2)
			column = chronicle_column(stem);
		if (!column) {
			near = chronicle_column_nearest(name);
			return err_set_at(
				err, ERR_INPUT, csv->path, csv->number, 0,
				"there is no column '%.40s'%s%s%s; there are "
				"time; %s",
				name, near ? "; did you mean '" : "",
				near ? near : "", near ? "'?" : "",
				chronicle_columns());
		}
		csv->input[i] = chronicle_add(csv->recording, column, csv->base,
					      err);
		if (!csv->input[i])
			return false;
	}
	if (csv->time == line->count)
		return fail(csv, err,
			    "no column is called \"time\"; the first line has "
			    "the names%s",
			    "");
	return true;
}

static bool is_nothing(const char *text)
{
	static const char *const words[] = { "", "nan", "null", "none", "-" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_equal_nocase(text, words[i]))
			return true;
	return false;
}

static bool read_values(struct csv *csv, const struct line *line,
			struct err *err)
{
	struct chronicle_point point = { 0, NAN };

	if (line->count != csv->count)
		return fail(csv, err,
			    "has another number of values than the first line "
			    "has names%s",
			    "");
	if (!chronicle_parse_time(line->field[csv->time], &point.at_s))
		return fail(csv, err,
			    "'%.40s' is no time; write seconds since 1970 or "
			    "2026-03-10T14:05:00Z",
			    line->field[csv->time]);
	for (size_t i = 0; i < line->count; i++) {
		const char *text = line->field[i];

		if (!csv->input[i])
			continue;
		point.value = NAN;
		if (!is_nothing(text) &&
		    (!number_parse_double(text, &point.value)))
			return fail(csv, err,
				    "'%.40s' is no number; write 1234.5, the "
				    "unit belongs to the column's name",
				    text);
		vec_push(&csv->input[i]->points, point);
	}
	return true;
}

/* Commas, unless the first line has more of another. */
static char find_separator(const char *text)
{
	size_t count[3] = { 0 };

	for (; *text && *text != '\n'; text++) {
		count[0] += *text == ',';
		count[1] += *text == ';';
		count[2] += *text == '\t';
	}
	if (count[1] > count[0])
		return ';';
	return count[2] > count[0] ? '\t' : ',';
}

bool chronicle_read_csv(struct chronicle *recording, const char *path,
			struct err *err)
{
	const char *slash = strrchr(path, '/');
	struct csv csv = { .recording = recording,
			   .path = path,
			   .base = slash ? slash + 1 : path,
			   .number = 1 };
	struct str text = STR_INIT;
	struct line *line = mem_calloc(1, sizeof(*line));
	struct err inner = { 0 };
	bool good;

	good = file_read(path, CHRONICLE_BYTES_MAX, &text, err);
	if (good && memchr(text.s, '\0', text.length))
		good = err_set_at(err, ERR_INPUT, path, 0, 0,
				  "holds a NUL byte; it must be text in UTF-8");
	/* Spreadsheets begin with a byte order mark. */
	csv.at = str_starts(text.s, "\xef\xbb\xbf") ? text.s + 3 : text.s;
	csv.parted_by = find_separator(csv.at);
	if (good && !take_line(&csv, line, &inner) && !inner.code)
		good = err_set_at(err, ERR_INPUT, path, 0, 0,
				  "is empty; the first line has the names");
	else if (good && !inner.code)
		good = read_names(&csv, line, err);
	while (good && !inner.code && take_line(&csv, line, &inner))
		good = read_values(&csv, line, err);
	if (good && inner.code) {
		*err = inner;
		good = false;
	}
	free(line);
	str_finish(&text);
	return good;
}
