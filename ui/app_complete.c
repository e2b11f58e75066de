/* Completion of the command line. */
#include "ui/app_internal.h"

#include <string.h>

/* The candidates of one word, and what they share. */
struct completion {
	const char *part; /* what is there of the word */
	size_t length;
	char common[VIEW_TEXT_MAX];
	int count;
	struct str list;
};

static void offer(struct completion *completion, const char *word)
{
	size_t same = 0;

	if (strncmp(word, completion->part, completion->length) != 0)
		return;
	if (completion->count++ == 0)
		snprintf(completion->common, sizeof(completion->common), "%s",
			 word);
	while (completion->common[same] &&
	       completion->common[same] == word[same])
		same++;
	completion->common[same] = '\0';
	str_addf(&completion->list, "%s%s", completion->count > 1 ? "  " : "",
		 word);
}

static void offer_keys(struct completion *completion, const char *keys)
{
	while (*keys) {
		size_t length = strcspn(keys, "|");
		char word[64];

		snprintf(word, sizeof(word), "%.*s=", (int)length, keys);
		offer(completion, word);
		keys += length + (keys[length] == '|');
	}
}

static void offer_measures(const struct pack *pack,
			   struct completion *completion)
{
	for (size_t i = 0; i < pack->mitigation_count; i++)
		offer(completion, pack->mitigations[i].id);
}

static void offer_causes(const struct pack *pack, struct completion *completion)
{
	for (size_t i = 0; i < pack->cause_count; i++)
		offer(completion, pack->causes[i].id);
}

static void offer_pins(const struct drill *drill, struct completion *completion)
{
	size_t count;
	const struct pin *pins = drill_pins(drill, &count);
	char word[16];

	offer(completion, "all");
	for (size_t i = 0; i < count; i++) {
		snprintf(word, sizeof(word), "%u", pins[i].seq);
		offer(completion, word);
	}
}

static void offer_values(struct app *app, struct completion *completion)
{
	const struct pack *pack = app->pack;
	char word[VIEW_TEXT_MAX];

	for (size_t i = 0; i < pack->screen.bill_by_count; i++) {
		snprintf(word, sizeof(word), "by=%s", pack->screen.bill_by[i]);
		offer(completion, word);
	}
	for (int i = 0; i < SIM_METRIC_COUNT; i++) {
		snprintf(word, sizeof(word), "metric=%s",
			 sim_metric_key((enum sim_metric)i));
		offer(completion, word);
	}
	for (size_t i = 0; i < pack->cause_count; i++) {
		snprintf(word, sizeof(word), "for=%s", pack->causes[i].id);
		offer(completion, word);
	}
}

static void offer_subjects(struct app *app, int verb,
			   struct completion *completion)
{
	static const char *const words[][6] = {
		[COMMAND_DECLARE] = { "sev1", "sev2", "sev3", "mitigated",
				      "resolved" },
		[COMMAND_PLAN] = { "now", "days", "weeks" },
		[COMMAND_ROLE] = { "ic", "ops", "comms", "scribe" },
	};
	const struct pack *pack = app->pack;

	switch (verb) {
	case COMMAND_LOOK:
	case COMMAND_PIN:
		for (int i = 0; i < PANEL_COUNT; i++)
			offer(completion, panel_word((enum panel_id)i));
		break;
	case COMMAND_SUSPECT:
	case COMMAND_RULE_OUT:
	case COMMAND_CONCLUDE:
		offer_causes(pack, completion);
		break;
	case COMMAND_TIE:
		offer_pins(app->drill, completion);
		break;
	case COMMAND_APPLY:
	case COMMAND_REVERT:
		offer_measures(pack, completion);
		break;
	case COMMAND_ASK:
	case COMMAND_TELL:
		for (size_t i = 0; i < pack->stakeholder_count; i++)
			offer(completion,
			      verb == COMMAND_ASK
				      ? pack->stakeholders[i].id
				      : pack->stakeholders[i].audience);
		break;
	case COMMAND_DECLARE:
	case COMMAND_PLAN:
	case COMMAND_ROLE:
		for (int i = 0; i < 6 && words[verb][i]; i++)
			offer(completion, words[verb][i]);
		break;
	default:
		break;
	}
}

/* Arguments behind the subject: the keys that this one takes. */
static void offer_arguments(struct app *app, int verb, const char *subject,
			    int place, struct completion *completion)
{
	const struct pack_mitigation *measure;
	int panel = panel_find(subject);

	if ((verb == COMMAND_LOOK || verb == COMMAND_PIN) && panel >= 0) {
		offer_keys(completion, panel_keys((enum panel_id)panel));
		if (verb == COMMAND_PIN)
			offer_keys(completion, "for");
		if (strchr(completion->part, '='))
			offer_values(app, completion);
	} else if (verb == COMMAND_APPLY) {
		measure = pack_mitigation(app->pack, subject);
		for (size_t i = 0; measure && i < measure->parameter_count; i++)
			offer_keys(completion, measure->parameters[i].name);
		offer_keys(completion, "override");
	} else if (verb == COMMAND_TIE) {
		offer_causes(app->pack, completion);
	} else if (verb == COMMAND_PLAN && place == 2) {
		offer_measures(app->pack, completion);
	} else if (verb == COMMAND_PLAN) {
		offer_keys(completion,
			   "why|tradeoff|owner|metric|rollback|due");
	}
}

/* `worksheet ID NAME=...` */
static void offer_worksheets(struct app *app, const char *id, int place,
			     struct completion *completion)
{
	struct worksheet_desk *desk = &app->desk;
	size_t at;

	desk_load(desk, app->session->worksheets);
	at = desk_find(desk, id);
	if (place == 1)
		for (size_t i = 0; i < desk->count; i++)
			offer(completion, desk->sheets[i].sheet->id);
	if (place < 2 || at == desk->count)
		return;
	for (size_t i = 0; i < desk->sheets[at].sheet->input_count; i++)
		offer_keys(completion, desk->sheets[at].sheet->lines[i].name);
	offer(completion, "note");
}

static void find_offers(struct app *app, const char *line,
			struct completion *completion)
{
	char words[3][VIEW_TEXT_MAX] = { "", "", "" };
	int place = 0, verb = -1;

	/* The word being written is the last; those before say what it is. */
	for (const char *at = line; at < completion->part;) {
		size_t length = strcspn(at, " ");

		if (length > 0 && place < 3)
			snprintf(words[place], VIEW_TEXT_MAX, "%.*s",
				 (int)length, at);
		place += length > 0;
		at += length + strspn(at + length, " ");
	}
	for (int i = 0; i < COMMAND_VERB_COUNT; i++)
		if (strcmp(command_word((enum command_verb)i), words[0]) == 0)
			verb = i;
	if (place > 0 && strcmp(words[0], WORKSHEET_WORD) == 0) {
		offer_worksheets(app, words[1], place, completion);
	} else if (place == 0) {
		offer(completion, WORKSHEET_WORD);
		for (int i = 0; i < COMMAND_VERB_COUNT; i++)
			offer(completion, command_word((enum command_verb)i));
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (action_info((enum action)i)->contexts &
			    (CONTEXT_SCREEN |
			     (app->session->playback ? CONTEXT_REPLAY
						     : CONTEXT_DRILL)))
				offer(completion,
				      action_info((enum action)i)->name);
	} else if (place == 1) {
		offer_subjects(app, verb, completion);
	} else {
		offer_arguments(app, verb, words[1], place, completion);
	}
}

void app_complete_line(struct app *app)
{
	struct editor *editor = &app->dialog.editor;
	struct completion completion = { .list = STR_INIT };
	size_t begin = editor->at;

	while (begin > 0 && editor->text.s[begin - 1] != ' ')
		begin--;
	completion.part = editor->text.s + begin;
	completion.length = editor->at - begin;
	find_offers(app, editor->text.s, &completion);
	app->dialog.error[0] = '\0';
	app->dialog.text[0] = '\0';
	if (completion.count == 0) {
		snprintf(app->dialog.text, sizeof(app->dialog.text),
			 "Nothing begins like that here.");
	} else {
		size_t length = strlen(completion.common);

		if (length > completion.length)
			editor_insert(editor,
				      completion.common + completion.length,
				      length - completion.length);
		if (completion.count > 1)
			snprintf(app->dialog.text, sizeof(app->dialog.text),
				 "%s", completion.list.s);
		else if (completion.common[length - 1] != '=')
			editor_insert(editor, " ", 1);
	}
	str_finish(&completion.list);
}
