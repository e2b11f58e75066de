#include "scenarios/load_internal.h"

#include "base/hash.h"
#include "base/json_shape.h"
#include "base/utf8.h"
#include "sim/engine.h"

#include <string.h>

#define PAR_FORMAT 1
#define PAR_LINES_MAX 200

/* clang-format off */
static const struct json_shape script = { .type = JSON_ARRAY,
					  .most = PAR_LINES_MAX,
					  .of = &json_shape_text };
static const struct json_shape par = JSON_SHAPE_OBJECT(
	JSON_NEED("loss_usd", &json_shape_number),
	JSON_MAY("noise_usd", &json_shape_number),
	JSON_MAY("seeds", &json_shape_number),
	JSON_NEED("lines", &script));
static const struct json_shape by_variant = { .type = JSON_OBJECT, .of = &par };
static const struct json_shape whole = JSON_SHAPE_OBJECT(
	JSON_NEED("format", &json_shape_number),
	JSON_NEED("made_for", &json_shape_text),
	JSON_NEED("engine", &json_shape_number),
	JSON_NEED("variants", &by_variant));
/* clang-format on */

static void read_variant(struct load *l, const struct json *object,
			 struct pack_variant *variant)
{
	const struct json *list = json_get(object, "lines");
	const char **lines = arena_new(l->arena, const char *,
				       json_count(list) + 1);
	struct str text = STR_INIT;

	variant->par_loss_usd = json_number_or(json_get(object, "loss_usd"), 0);
	variant->par_last_count = 0;
	for (const struct json *i = json_first(list); i; i = json_next(i)) {
		const char *line = json_string_or(i, "");

		str_clear(&text);
		utf8_scrub(&text, line, strlen(line), UTF8_ONE_LINE);
		lines[variant->par_last_count++] =
			arena_strdup(l->arena, text.s ? text.s : "");
	}
	variant->par_last = lines;
	str_finish(&text);
}

static bool is_made_for(const struct load *l, const struct json *root)
{
	char key[HASH_HEX_SIZE];
	const char *made_for = json_string_or(json_get(root, "made_for"), "");
	double engine = json_number_or(json_get(root, "engine"), 0);

	return !strcmp(made_for, hash_hex(l->pack->par_key, key)) &&
	       engine == SIM_ENGINE_VERSION;
}

bool pack_parse_par(struct load *l, const struct json *root,
		    struct pack_variant *variants)
{
	const struct json *list = json_get(root, "variants");
	bool fresh;

	if (!json_has_shape(l->doc, root, &whole, l->err))
		return false;
	if (json_number_or(json_get(root, "format"), 0) != PAR_FORMAT)
		return json_fail(l->doc, json_get(root, "format"), l->err,
				 "this program reads par of format %d only",
				 PAR_FORMAT);
	fresh = is_made_for(l, root);
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
		read_variant(l, i, into);
		if (!fresh) {
			into->par_loss_usd = 0;
			continue;
		}
		into->par = into->par_last;
		into->par_count = into->par_last_count;
	}
	return true;
}
