/* gameday scenarios lint: mistakes and complaints, with places and fixes. */
#include "cli/scenarios_lint.h"

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/packs.h"
#include "drill/figure.h"
#include "scoring/lint/deep.h"
#include "scoring/score.h"

#include <stdlib.h>
#include <string.h>

#define SCRIPTS_MAX 64
#define SCRIPT_BYTES_MAX (256u << 10)

struct linting {
	const char *id; /* of the pack, in the arena */
	struct str folder;
	struct arena arena;
	struct pack_mistakes mistakes;
	const struct pack_complaint *complaints;
	size_t count;
	struct deep_script scripts[SCRIPTS_MAX];
	size_t script_count;
};

/* What is no script is told, and not read: a link could lead anywhere. */
static void read_script(struct linting *g, struct lint *l, const char *name)
{
	struct str path = STR_INIT, text = STR_INIT;
	struct err err = { 0 };
	const char *where;
	bool plain;

	str_addf(&path, "%s/scripts/%s", g->folder.s, name);
	where = path.s + g->folder.length + 1;
	plain = file_is_regular(path.s) && !file_is_link(path.s);
	if (g->script_count == SCRIPTS_MAX)
		lint_say(l, "scripts", "leave some out",
			 "there are more than the %d that are looked at",
			 SCRIPTS_MAX);
	else if (!plain)
		lint_say(l, arena_strdup(&g->arena, where),
			 "put the file itself there", "is no ordinary file");
	else if (!file_read(path.s, SCRIPT_BYTES_MAX, &text, &err))
		lint_say(l, arena_strdup(&g->arena, where),
			 "make it a short text", "cannot be read: %s",
			 err.message);
	else
		g->scripts[g->script_count++] = (struct deep_script){
			arena_strdup(&g->arena, name),
			arena_strndup(&g->arena, text.s ? text.s : "",
				      text.length),
		};
	str_finish(&path);
	str_finish(&text);
}

/* The texts in scripts/, which only the folder has. */
static void read_scripts(struct linting *g, struct lint *l)
{
	struct str path = STR_INIT;
	struct err ignored = { 0 };
	char **names = NULL;
	bool full = false;

	str_addf(&path, "%s/scripts", g->folder.s);
	if (file_is_link(path.s))
		lint_say(l, "scripts", "put the folder itself there",
			 "is a link, which could lead to anything of "
			 "yours");
	else if (file_is_directory(path.s))
		names = file_list(path.s, &ignored);
	for (size_t i = 0; names && names[i] && !full; i++) {
		full = g->script_count == SCRIPTS_MAX;
		if (str_ends(names[i], ".txt"))
			read_script(g, l, names[i]);
	}
	free(names);
	str_finish(&path);
}

/* What a pack that loads can still be told. */
static void complain(struct linting *g, const struct pack *pack, bool deep)
{
	const struct pack_complaint *all[2];
	size_t count[2];
	struct pack_complaint *both;
	struct lint more;

	g->id = arena_strdup(&g->arena, pack->id);
	all[0] = pack_lint(pack, figure_names(), &g->arena, &count[0]);
	lint_begin(&more, pack, &g->arena);
	lint_rubric(&more);
	if (deep) {
		read_scripts(g, &more);
		lint_deep(&more, g->scripts, g->script_count);
	}
	all[1] = lint_end(&more, &count[1]);
	both = arena_new(&g->arena, struct pack_complaint,
			 count[0] + count[1] + 1);
	for (int n = 0; n < 2; n++)
		for (size_t i = 0; i < count[n]; i++)
			both[g->count++] = all[n][i];
	g->complaints = both;
}

static void load_and_look(struct linting *g, bool deep)
{
	struct err err = { 0 };
	struct pack *pack = pack_load_all(g->folder.s, &g->mistakes, &err);

	if (pack && !score_check_rubric(pack, &err))
		vec_push(&g->mistakes, err);
	else if (pack)
		complain(g, pack, deep);
	pack_destroy(pack);
}

/* --- how it is said ------------------------------------------------------ */

static void say_line(const struct linting *g, const struct pack_complaint *c,
		     struct str *out)
{
	str_addf(out, "%s/%s:", g->folder.s, c->file);
	if (c->line > 0)
		str_addf(out, "%d:", c->line);
	if (c->column > 0)
		str_addf(out, "%d:", c->column);
	str_addf(out, " %s%s%s. Fix: %s\n", c->pointer, *c->pointer ? ": " : "",
		 c->what, c->fix);
}

static void say_text(const struct linting *g, struct str *out)
{
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];

	for (size_t i = 0; i < g->mistakes.count; i++)
		str_addf(out, "%s\n",
			 err_format(&g->mistakes.items[i], line, sizeof(line)));
	for (size_t i = 0; i < g->count; i++)
		say_line(g, &g->complaints[i], out);
	if (g->mistakes.count + g->count == 0)
		str_addf(out, "%s: nothing to mend\n", g->id);
}

static void put_place(struct json_writer *w, const char *file, int line,
		      int column)
{
	json_begin_object(w);
	json_put_member_string(w, "file", file);
	json_put_member_int(w, "line", line);
	json_put_member_int(w, "column", column);
}

/* A loader's message begins with the pointer. */
static void say_json(const struct linting *g, struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_array(&w);
	for (size_t i = 0; i < g->mistakes.count; i++) {
		const struct err *e = &g->mistakes.items[i];
		const char *end = strstr(e->message, ": ");
		size_t length = e->message[0] == '/' && end
					? (size_t)(end - e->message)
					: 0;
		char pointer[ERR_MESSAGE_MAX];

		snprintf(pointer, sizeof(pointer), "%.*s", (int)length,
			 e->message);
		put_place(&w, e->path, e->line, e->column);
		json_put_member_string(&w, "pointer", pointer);
		json_put_member_string(&w, "what",
				       e->message + (length ? length + 2 : 0));
		json_put_member_string(&w, "fix", NULL);
		json_end_object(&w);
	}
	for (size_t i = 0; i < g->count; i++) {
		const struct pack_complaint *c = &g->complaints[i];
		struct str file = STR_INIT;

		str_addf(&file, "%s/%s", g->folder.s, c->file);
		put_place(&w, file.s, c->line, c->column);
		json_put_member_string(&w, "pointer", c->pointer);
		json_put_member_string(&w, "what", c->what);
		json_put_member_string(&w, "fix", c->fix);
		json_end_object(&w);
		str_finish(&file);
	}
	json_end_array(&w);
	str_add_char(out, '\n');
}

/* A pack that cannot be read for one reason alone is an error like any other. */
bool scenarios_lint(const char *name, bool deep, bool json, struct str *out,
		    struct err *err)
{
	struct linting *g = mem_calloc(1, sizeof(*g));
	bool good;
	size_t count;

	str_init(&g->folder);
	arena_init(&g->arena);
	good = packs_folder(name, &g->folder, err);
	if (good) {
		load_and_look(g, deep);
		count = g->mistakes.count + g->count;
		good = count == 0;
		if (json)
			say_json(g, out);
		else if (g->mistakes.count != 1)
			say_text(g, out);
		if (!json && g->mistakes.count == 1)
			*err = g->mistakes.items[0];
		else if (!good)
			err_set(err, ERR_INPUT, "%zu thing%s to mend in %s",
				count, count == 1 ? "" : "s", name);
	}
	vec_finish(&g->mistakes);
	str_finish(&g->folder);
	arena_finish(&g->arena);
	free(g);
	return good;
}
