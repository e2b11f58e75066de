#include "scenarios/load_internal.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "sim/engine.h"

#include <string.h>

#define PAR_FORMAT 1
#define PAR_LINES_MAX 200

static bool read_lines(struct load *l, const struct json *list,
		       const char *const **out, size_t *count)
{
	const char **lines;
	struct str text = STR_INIT;

	if (json_count(list) > PAR_LINES_MAX)
		return json_fail(l->doc, list, l->err, "has more than %d lines",
				 PAR_LINES_MAX);
	lines = arena_new(l->arena, const char *, json_count(list) + 1);
	*count = 0;
	for (const struct json *i = json_first(list); i; i = json_next(i)) {
		const char *line = json_string_or(i, NULL);

		if (!line) {
			str_finish(&text);
			return json_fail(l->doc, i, l->err,
					 "must be a line of a script");
		}
		str_clear(&text);
		utf8_scrub(&text, line, strlen(line), UTF8_ONE_LINE);
		lines[(*count)++] = arena_strdup(l->arena, text.s);
	}
	*out = lines;
	str_finish(&text);
	return true;
}

static bool read_variant(struct load *l, const struct json *object,
			 struct pack_variant *variant)
{
	static const char *const keys[] = { "loss_usd", "noise_usd", "seeds",
					    "lines", NULL };
	const struct json *lines;

	if (json_type(object) != JSON_OBJECT)
		return json_fail(l->doc, object, l->err, "must be an object");
	if (!json_only_keys(l->doc, object, keys, l->err) ||
	    !json_need_number(l->doc, object, "loss_usd",
			      &variant->par_loss_usd, l->err))
		return false;
	lines = json_need(l->doc, object, "lines", JSON_ARRAY, l->err);
	return lines && read_lines(l, lines, &variant->par_last,
				   &variant->par_last_count);
}

static bool is_made_for(struct load *l, const struct json *root, bool *fresh)
{
	char key[HASH_HEX_SIZE];
	const char *made_for = json_need_string(l->doc, root, "made_for",
						l->err);
	double engine;

	if (!made_for ||
	    !json_need_number(l->doc, root, "engine", &engine, l->err))
		return false;
	*fresh = !strcmp(made_for, hash_hex(l->pack->par_key, key)) &&
		 engine == SIM_ENGINE_VERSION;
	return true;
}

bool pack_parse_par(struct load *l, const struct json *root,
		    struct pack_variant *variants)
{
	static const char *const keys[] = { "format", "made_for", "engine",
					    "variants", NULL };
	const struct json *list;
	double format;
	bool fresh;

	if (json_type(root) != JSON_OBJECT)
		return json_fail(l->doc, root, l->err, "must be an object");
	if (!json_only_keys(l->doc, root, keys, l->err) ||
	    !json_need_number(l->doc, root, "format", &format, l->err))
		return false;
	if (format != PAR_FORMAT)
		return json_fail(l->doc, json_get(root, "format"), l->err,
				 "this program reads par of format %d only",
				 PAR_FORMAT);
	list = json_need(l->doc, root, "variants", JSON_OBJECT, l->err);
	if (!list || !is_made_for(l, root, &fresh))
		return false;
	l->pack->par_state = fresh ? PACK_PAR_FRESH : PACK_PAR_STALE;
	for (const struct json *i = json_first(list); i; i = json_next(i)) {
		int variant = pack_variant(l->pack, json_key(i));
		struct pack_variant gone = { 0 }, *into;

		/* what was made for another pack may name what is not there */
		if (variant < 0 && fresh)
			return json_fail(l->doc, i, l->err,
					 "there is no variant '%s'",
					 json_key(i));
		into = variant < 0 ? &gone : &variants[variant];
		if (!read_variant(l, i, into))
			return false;
		if (!fresh) {
			into->par_loss_usd = 0;
			continue;
		}
		into->par = into->par_last;
		into->par_count = into->par_last_count;
	}
	return true;
}
