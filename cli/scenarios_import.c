/* gameday scenarios import: a draft out of CSV files or Prometheus. */
#include "cli/scenarios_import.h"

#include "cli/cli.h"
#include "cli/packs.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/number.h"
#include "connect/prometheus.h"
#include "drill/figure.h"
#include "scenarios/lint.h"
#include "scenarios/recorded/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SOURCES_MAX 32
#define SKELETON "recorded"

const char scenarios_import_usage[] =
	"import NAME --from-csv FOLDER|FILE ... | --prometheus URL --start TIME "
	"--end TIME [--step S] --query COLUMN=QUERY ... [--page TIME] "
	"[--title TEXT] [--fill] [-o FOLDER]";

struct sources {
	char *word[SOURCES_MAX];
	size_t count;
};

struct wishes {
	const char *prometheus, *start, *end, *step, *page, *title, *output;
	bool fill;
	struct sources files, queries;
};

/* The words up to the next option. */
static int take_sources(void *context, char *const *words, int count,
			struct err *err)
{
	struct sources *sources = context;
	int taken = 0;

	while (taken < count && strncmp(words[taken], "--", 2) != 0) {
		if (sources->count == SOURCES_MAX) {
			err_set(err, ERR_LIMIT, "at most %d files or queries",
				SOURCES_MAX);
			return -1;
		}
		sources->word[sources->count++] = words[taken++];
	}
	if (taken > 0)
		return taken;
	err_set(err, ERR_INPUT,
		"--from-csv wants a folder or files behind it, --query "
		"COLUMN=QUERY");
	return -1;
}

/* --- where it comes from ------------------------------------------------- */

static bool read_folder(struct chronicle *recording, const char *folder,
			struct err *err)
{
	char **names = file_list(folder, err);
	struct str path = STR_INIT;
	bool good = names != NULL;
	size_t found = 0;

	for (size_t i = 0; good && names[i]; i++) {
		if (!str_ends(names[i], ".csv"))
			continue;
		str_clear(&path);
		str_addf(&path, "%s/%s", folder, names[i]);
		good = chronicle_read_csv(recording, path.s, err);
		found++;
	}
	if (good && found == 0)
		good = err_set(err, ERR_INPUT,
			       "%s holds no file that ends in .csv", folder);
	str_finish(&path);
	free(names);
	return good;
}

static bool read_files(struct chronicle *recording, const struct sources *files,
		       struct err *err)
{
	bool good = true;

	for (size_t i = 0; good && i < files->count; i++)
		good = file_is_directory(files->word[i])
			       ? read_folder(recording, files->word[i], err)
			       : chronicle_read_csv(recording, files->word[i],
						    err);
	return good;
}

static bool read_time(const char *option, const char *text, double *out,
		      struct err *err)
{
	if (text && chronicle_parse_time(text, out))
		return true;
	return err_set(err, ERR_INPUT,
		       "--%s wants a time, 2026-03-10T14:05:00Z or seconds "
		       "since 1970%s%.40s",
		       option, text ? ", not " : "", text ? text : "");
}

/* "60", "60s", "1m" */
static bool read_step(const char *text, int64_t *out, struct err *err)
{
	char number[16];
	size_t length = text ? strlen(text) : 0;
	int64_t unit = 1;

	*out = 60;
	if (!text)
		return true;
	if (length > 0 && length < sizeof(number)) {
		memcpy(number, text, length + 1);
		if (number[length - 1] == 'm')
			unit = 60;
		if (number[length - 1] == 'm' || number[length - 1] == 's')
			number[length - 1] = '\0';
		if (number_parse_int64(number, out) && *out > 0 &&
		    *out <= CHRONICLE_STEP_MAX_S) {
			*out *= unit;
			return true;
		}
	}
	return err_set(err, ERR_INPUT,
		       "--step wants whole seconds, such as 60 or 1m, not "
		       "\"%.40s\"",
		       text);
}

/* "p95_s=histogram_quantile(...)" */
static bool ask(const struct prometheus *server, const char *word,
		struct chronicle *recording, struct err *err)
{
	const char *equals = strchr(word, '=');
	char name[40];
	const struct chronicle_column *column = NULL;
	struct chronicle_input *input;
	const char *near;

	if (!equals || equals == word || !equals[1])
		return err_set(err, ERR_INPUT,
			       "--query wants COLUMN=QUERY, such as "
			       "'rate_per_s=sum(rate(requests_total[1m]))'");
	snprintf(name, sizeof(name), "%.*s", (int)(equals - word), word);
	column = chronicle_column(name);
	near = column ? NULL : chronicle_column_nearest(name);
	if (!column)
		return err_set(err, ERR_INPUT,
			       "--query: there is no column '%s'%s%s%s; there "
			       "are %s",
			       name, near ? "; did you mean '" : "",
			       near ? near : "", near ? "'?" : "",
			       chronicle_columns());
	input = chronicle_add(recording, column, equals + 1, err);
	return input && prometheus_fetch(server, equals + 1, input, err);
}

static bool read_prometheus(struct chronicle *recording,
			    const struct wishes *wishes,
			    struct prometheus *server, struct err *err)
{
	double start = 0, end = 0;
	bool good;

	server->url = wishes->prometheus;
	if (!read_time("start", wishes->start, &start, err) ||
	    !read_time("end", wishes->end, &end, err) ||
	    !read_step(wishes->step, &server->step_s, err))
		return false;
	server->start_s = (int64_t)floor(start);
	server->end_s = (int64_t)floor(end);
	if (wishes->queries.count == 0)
		return err_set(err, ERR_INPUT,
			       "--prometheus wants at least one --query "
			       "COLUMN=QUERY; columns are %s",
			       chronicle_columns());
	good = prometheus_check(server, err);
	for (size_t i = 0; good && i < wishes->queries.count; i++)
		good = ask(server, wishes->queries.word[i], recording, err);
	return good;
}

static bool record(struct chronicle *recording, const struct wishes *wishes,
		   struct str *source, struct err *err)
{
	struct prometheus server = { 0 };

	recording->fill = wishes->fill;
	if (wishes->prometheus && wishes->files.count > 0)
		return err_set(err, ERR_INPUT,
			       "either --from-csv or --prometheus, not both");
	if (!wishes->prometheus && wishes->files.count == 0)
		return err_set(err, ERR_INPUT,
			       "from where? usage: gameday scenarios %s",
			       scenarios_import_usage);
	if (wishes->prometheus) {
		if (!read_prometheus(recording, wishes, &server, err))
			return false;
		str_addf(source, "Prometheus at %s", server.host);
	} else {
		if (!read_files(recording, &wishes->files, err))
			return false;
		str_add(source, "CSV files");
	}
	return chronicle_settle(recording, err);
}

/* --- what becomes of it -------------------------------------------------- */

static bool write_draft(const struct draft *draft, const char *folder,
			struct err *err)
{
	struct str path = STR_INIT;
	bool good = file_make_directories(folder, err);

	for (int i = 0; good && i < DRAFT_FILES; i++) {
		str_clear(&path);
		str_addf(&path, "%s/%s", folder, draft->file[i].name);
		good = file_write(path.s, draft->file[i].text,
				  draft->file[i].length, err);
	}
	str_finish(&path);
	return good;
}

static bool make(const struct wishes *wishes, const char *id,
		 const struct chronicle *recording, const char *source,
		 const char *folder, struct str *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct course course;
	struct fit *fit = mem_alloc(sizeof(*fit));
	struct draft draft;
	struct str skeleton = STR_INIT;
	struct draft_options options = { id, wishes->title ? wishes->title : id,
					 source, NULL };
	double page_s = NAN;
	bool good = !wishes->page ||
		    read_time("page", wishes->page, &page_s, err);

	if (good &&
	    !packs_find("templates", "scenario.json.in", SKELETON, &skeleton))
		good = err_set(err, ERR_IO,
			       "the skeleton of drafts is not installed");
	options.skeleton = skeleton.s;
	if (good) {
		fit_recording(recording, fit);
		good = course_find(recording, page_s, &course, err) &&
		       draft_make(recording, &course, fit, &options, &arena,
				  &draft, err) &&
		       write_draft(&draft, folder, err);
	}
	if (good)
		str_addf(out, "%s: a draft out of %zu steps of %lld s\n",
			 folder, recording->count,
			 (long long)recording->step_s);
	str_finish(&skeleton);
	free(fit);
	arena_finish(&arena);
	return good;
}

/* What the guide says of the fit, and what is left to the author. */
static bool tell(const char *folder, struct str *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct str path = STR_INIT;
	struct pack *pack;
	const struct pack_complaint *complaints;
	size_t count, gaps = 0;

	str_addf(&path, "%s%s", strchr(folder, '/') ? "" : "./", folder);
	pack = packs_load(path.s, err);
	if (pack) {
		complaints = pack_lint(pack, figure_names(), &arena, &count);
		for (size_t i = 0; i < count; i++)
			gaps += strstr(complaints[i].what, "GAP") != NULL;
		str_addf(out,
			 "%zu gaps are left to you; what was recorded, how "
			 "well it fits and the gaps stand in %s/guide.md\n"
			 "  gameday scenarios lint %s\n"
			 "  gameday play %s\n",
			 gaps, folder, path.s, path.s);
	}
	str_finish(&path);
	arena_finish(&arena);
	pack_destroy(pack);
	return pack != NULL;
}

static bool check_folder(const char *folder, struct err *err)
{
	if (!file_exists(folder))
		return true;
	return err_set(err, ERR_INPUT,
		       "%s is there already; choose another name, or another "
		       "folder with -o",
		       folder);
}

bool scenarios_import(int argc, char **argv, struct str *out, struct err *err)
{
	struct wishes w = { 0 };
	const struct cli_option options[] = {
		{ .name = "from-csv",
		  .take = take_sources,
		  .context = &w.files },
		{ .name = "prometheus", .value = &w.prometheus },
		{ .name = "start", .value = &w.start },
		{ .name = "end", .value = &w.end },
		{ .name = "step", .value = &w.step },
		{ .name = "query", .take = take_sources, .context = &w.queries },
		{ .name = "page", .value = &w.page },
		{ .name = "title", .value = &w.title },
		{ .name = "fill", .flag = &w.fill },
		{ .name = "output", .value = &w.output },
	};
	const struct cli_command command = {
		.name = "scenarios import", .usage = scenarios_import_usage + 7
	};
	struct chronicle *recording;
	struct str source = STR_INIT;
	const char *id, *folder;
	bool good;
	int n;

	cli_lengthen(argc, argv);
	if (!cli_parse(&command, argc, argv, options,
		       sizeof(options) / sizeof(options[0]), 1, &n, err))
		return false;
	if (n != 1)
		return err_set(err, ERR_INPUT,
			       "a name is wanted; usage: gameday scenarios %s",
			       scenarios_import_usage);
	id = argv[1];
	folder = w.output ? w.output : id;
	if (!draft_id(id, err) || !check_folder(folder, err))
		return false;
	recording = mem_alloc(sizeof(*recording));
	chronicle_init(recording);
	good = record(recording, &w, &source, err) &&
	       make(&w, id, recording, source.s, folder, out, err) &&
	       tell(folder, out, err);
	chronicle_finish(recording);
	free(recording);
	str_finish(&source);
	return good;
}
