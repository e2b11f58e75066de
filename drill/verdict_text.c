#include "drill/verdict_text.h"

#include "base/json.h"

static const char *const keys[VERDICT_ELEMENT_COUNT] = {
#define E(id, key) [VERDICT_##id] = key,
	VERDICT_ELEMENTS(E)
#undef E
};

const char *verdict_element_key(enum verdict_element element)
{
	return keys[element];
}

void verdict_write(const struct verdict *verdict, struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, true);
	json_begin_object(&w);
	json_put_member_number(&w, "score", verdict->score, 4);
	json_put_member_number(&w, "cap", verdict->cap, 4);
	json_put_member_int(&w, "next_update_s", verdict->next_update_s);
	json_put_key(&w, "all_clear");
	json_put_bool(&w, verdict->all_clear);
	for (int i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		json_put_member_number(&w, keys[i], verdict->elements[i], 4);
	if (*verdict->quote)
		json_put_member_string(&w, "quote", verdict->quote);
	if (*verdict->note)
		json_put_member_string(&w, "note", verdict->note);
	json_end_object(&w);
}

bool verdict_read(const char *text, struct verdict *out)
{
	struct json_doc *doc = json_parse(text, strlen(text), NULL, NULL);
	const struct json *root;

	if (!doc)
		return false;
	root = json_root(doc);
	*out = (struct verdict){
		.score = json_number_or(json_get(root, "score"), 0),
		.cap = json_number_or(json_get(root, "cap"), 10),
		.next_update_s = (int64_t)json_number_or(
			json_get(root, "next_update_s"), -1),
		.all_clear = json_bool_or(json_get(root, "all_clear"), false),
	};
	for (int i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		out->elements[i] = json_number_or(json_get(root, keys[i]), 0);
	snprintf(out->quote, sizeof(out->quote), "%s",
		 json_string_or(json_get(root, "quote"), ""));
	snprintf(out->note, sizeof(out->note), "%s",
		 json_string_or(json_get(root, "note"), ""));
	json_destroy(doc);
	return true;
}
