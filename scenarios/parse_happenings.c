/*
 * What happens by itself: alerts, injects, and what words do.
 */
#include "scenarios/load_internal.h"

static const char *const severities[] = { "page", "ticket", "info", NULL };

static const struct field alert_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_alert, id) },
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_alert, title) },
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_alert, text) },
	{ "severity", FIELD_WORD, .at = offsetof(struct pack_alert, severity),
	  .words = severities },
	{ "when", FIELD_VALUE, .at = offsetof(struct pack_alert, when),
	  .parse = pack_parse_predicate },
	{ "clear", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_alert, clear),
	  .parse = pack_parse_predicate },
	{ .key = NULL },
};

bool pack_parse_alert(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, alert_fields, out);
}

/* --- injects ------------------------------------------------------------- */

static bool parse_inject_changes(struct load *l, const struct json *value,
				 void *out)
{
	struct pack_inject *inject = out;

	return pack_parse_only_changes(l, value, &inject->changes,
				       &inject->change_count);
}

static const char *const channels[] = { "mail", "chat", "press", NULL };

static const struct field inject_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_inject, id) },
	{ "from", FIELD_NAME, .at = offsetof(struct pack_inject, from),
	  .names = NAMES_STAKEHOLDER },
	{ "channel", FIELD_WORD, .at = offsetof(struct pack_inject, channel),
	  .words = channels },
	{ "subject", FIELD_PROSE, .optional = true,
	  .at = offsetof(struct pack_inject, subject) },
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_inject, text) },
	{ "when", FIELD_VALUE, .at = offsetof(struct pack_inject, when),
	  .parse = pack_parse_predicate },
	{ "expects", FIELD_NAME, .optional = true,
	  .at = offsetof(struct pack_inject, expects),
	  .names = NAMES_AUDIENCE },
	{ "within", FIELD_CLOCK, .optional = true,
	  .at = offsetof(struct pack_inject, within_s), .low = 0,
	  .high = 86400 },
	{ "changes", FIELD_VALUE, .optional = true,
	  .parse = parse_inject_changes },
	{ "repeats", FIELD_BOOL, .optional = true,
	  .at = offsetof(struct pack_inject, repeats) },
	{ .key = NULL },
};

bool pack_parse_inject(struct load *l, const struct json *value, void *out)
{
	struct pack_inject *inject = out;

	if (!load_fields(l, value, inject_fields, inject))
		return false;
	if (inject->expects && inject->within_s == 0)
		return json_fail(l->doc, json_get(value, "expects"), l->err,
				 "an answer that is expected needs "
				 "\"within\"");
	if (!inject->subject)
		inject->subject = "";
	return true;
}

/* --- what words do ------------------------------------------------------- */

static bool parse_word_changes(struct load *l, const struct json *value,
			       void *out)
{
	struct pack_word_effect *effect = out;

	return pack_parse_only_changes(l, value, &effect->changes,
				       &effect->change_count);
}

static const struct field word_fields[] = {
	{ "audience", FIELD_NAME,
	  .at = offsetof(struct pack_word_effect, audience),
	  .names = NAMES_AUDIENCE },
	{ "min_score", FIELD_NUMBER, .optional = true,
	  .at = offsetof(struct pack_word_effect, min_score), .low = 0,
	  .high = 10 },
	{ "changes", FIELD_VALUE, .optional = true,
	  .parse = parse_word_changes },
	{ "hastens", FIELD_NAME, .optional = true,
	  .at = offsetof(struct pack_word_effect, hastens),
	  .names = NAMES_INJECT },
	{ "hasten", FIELD_CLOCK, .optional = true,
	  .at = offsetof(struct pack_word_effect, hasten_s), .low = 0,
	  .high = 86400 },
	{ .key = NULL },
};

bool pack_parse_word_effect(struct load *l, const struct json *value, void *out)
{
	struct pack_word_effect *effect = out;

	if (!load_fields(l, value, word_fields, effect))
		return false;
	if (!effect->hastens != (effect->hasten_s == 0))
		return json_fail(l->doc, value, l->err,
				 "\"hastens\" (an inject) and \"hasten\" (by "
				 "how long) go together");
	if (!effect->hastens && effect->change_count == 0)
		return json_fail(l->doc, value, l->err,
				 "does nothing; it needs \"changes\" or "
				 "\"hastens\"");
	return true;
}
