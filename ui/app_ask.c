/* What takes more than one question: writing, asking, declaring, roles. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

static void add_audience(struct app *app, const char *audience,
			 const char *name, const char *title)
{
	int64_t promised = drill_promise(app->drill, audience);
	struct str detail = STR_INIT;
	char clock[CALENDAR_CLOCK_SIZE];
	size_t count;
	const struct message *messages = drill_messages(app->drill, &count);
	int64_t last_s = -1, wanted_s = -1;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(messages[i].to, audience) == 0)
			last_s = messages[i].at_s;
		if (messages[i].wanted_by_s >= 0 &&
		    strcmp(messages[i].from, "you") != 0) {
			const struct pack_stakeholder *who =
				pack_stakeholder(app->pack, messages[i].from);

			if (who && strcmp(who->audience, audience) == 0)
				wanted_s = messages[i].wanted_by_s;
		}
	}
	str_addf(&detail, "%s", title);
	if (last_s >= 0)
		str_addf(&detail, ", told at %s",
			 calendar_format_clock(last_s, clock));
	dialog_add(&app->dialog, audience, name, detail.s);
	str_clear(&detail);
	if (wanted_s >= 0 || promised >= 0) {
		str_add(&detail, wanted_s >= 0 ? "answer wanted: "
					       : "update promised: ");
		due_line(app, wanted_s >= 0 ? wanted_s : promised, &detail);
	}
	if (detail.length) {
		struct pick_item *item = dialog_last(&app->dialog);

		free(item->key);
		item->key = str_detach(&detail);
	}
	str_finish(&detail);
}

void app_add_audiences(struct app *app)
{
	for (size_t i = 0; i < app->pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who =
			&app->pack->stakeholders[i];

		add_audience(app, who->audience, who->name, who->title);
	}
}

void app_write_to_somebody(struct app *app)
{
	dialog_pick(&app->dialog, "Write to whom?", composer_open);
	app_add_audiences(app);
}

static void ask(struct app *app, const char *text)
{
	char who[sizeof(app->dialog.subject)];
	struct command command = { .verb = COMMAND_ASK,
				   .at_s = -1,
				   .actor = "you",
				   .subject = who,
				   .text = text };

	snprintf(who, sizeof(who), "%s", app->dialog.subject);
	if (*text && app_submit(app, &command))
		app_toast(app, ROLE_DIM,
			  "Asked %s; the answer comes to the "
			  "inbox.",
			  person_name(app->pack, who));
}

/* The question that an intent stands for: its title, and the words by which it
 * is known, so that asking for what is offered never misses. */
static void ask_intent(struct app *app, const char *id)
{
	const struct pack_stakeholder *who =
		pack_stakeholder(app->pack, app->dialog.subject);
	struct str question = STR_INIT;

	if (*id == '\0' || !who) {
		char subject[sizeof(app->dialog.subject)];

		memcpy(subject, app->dialog.subject, sizeof(subject));
		dialog_line(&app->dialog, "Ask", "", ask);
		snprintf(app->dialog.title, sizeof(app->dialog.title),
			 "Ask %.60s", person_name(app->pack, subject));
		memcpy(app->dialog.subject, subject, sizeof(subject));
		return;
	}
	for (size_t i = 0; i < who->intent_count; i++) {
		const struct pack_intent *intent = &who->intents[i];

		if (strcmp(intent->id, id) != 0)
			continue;
		str_addf(&question, "%s (", intent->title);
		for (size_t w = 0; w < intent->word_count; w++)
			str_addf(&question, "%s%.*s", w ? ", " : "",
				 (int)strcspn(intent->words[w], "|"),
				 intent->words[w]);
		str_add(&question, ")?");
	}
	ask(app, question.s);
	str_finish(&question);
}

static void choose_question(struct app *app, const char *id)
{
	const struct pack_stakeholder *who = pack_stakeholder(app->pack, id);
	struct str title = STR_INIT;

	if (!who)
		return;
	str_addf(&title, "Ask %s", who->name);
	dialog_pick(&app->dialog, title.s, ask_intent);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s", id);
	app->dialog.unlisted = ask;
	app->dialog.unlisted_word = "Enter asks it in these words.";
	dialog_add(&app->dialog, "", "Something else, in my own words", "");
	for (size_t i = 0; i < who->intent_count; i++) {
		bool there = false;

		/* One question may have several answers by the state. */
		for (size_t j = 0; j < i; j++)
			there = there || strcmp(who->intents[j].title,
						who->intents[i].title) == 0;
		if (!there)
			dialog_add(&app->dialog, who->intents[i].id,
				   who->intents[i].title, "");
	}
	str_finish(&title);
}

void app_ask_somebody(struct app *app)
{
	dialog_pick(&app->dialog, "Ask whom?", choose_question);
	for (size_t i = 0; i < app->pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who =
			&app->pack->stakeholders[i];

		if (who->intent_count > 0)
			dialog_add(&app->dialog, who->id, who->name,
				   who->title);
	}
}

static void declare(struct app *app, const char *word)
{
	const struct command command = { .verb = COMMAND_DECLARE,
					 .at_s = -1,
					 .actor = "you",
					 .subject = word };

	if (app_submit(app, &command))
		app_toast(app, ROLE_GOOD, "Declared: %s.", word_title(word));
}

void app_declare(struct app *app)
{
	static const char *const choices[][3] = {
		{ "sev1", "SEV1", "the business is hurt now; everybody helps" },
		{ "sev2", "SEV2", "part of the service is hurt" },
		{ "sev3", "SEV3", "small, can wait" },
		{ "mitigated", "Mitigated",
		  "the harm has stopped, the cause "
		  "may not be cured" },
		{ "resolved", "Resolved", "it is over" },
	};

	dialog_pick(&app->dialog, "Declare", declare);
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++)
		dialog_add(&app->dialog, choices[i][0], choices[i][1],
			   choices[i][2]);
}

static void give_role(struct app *app, const char *name)
{
	char role[sizeof(app->dialog.subject)];
	const struct command command = { .verb = COMMAND_ROLE,
					 .at_s = -1,
					 .actor = "you",
					 .subject = role,
					 .object = name };

	snprintf(role, sizeof(role), "%s", app->dialog.subject);
	if (*name && app_submit(app, &command))
		app_toast(app, ROLE_DIM, "%s is now %s.",
			  strcmp(name, "you") == 0 ? "You" : name,
			  word_title(role));
}

static void choose_name(struct app *app, const char *role)
{
	char kept[32];

	snprintf(kept, sizeof(kept), "%s", role);
	dialog_line(&app->dialog, "Who has this role?",
		    "One word; \"you\" is yourself.", give_role);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s", kept);
}

void app_give_role(struct app *app)
{
	dialog_pick(&app->dialog, "Which role?", choose_name);
	dialog_add(&app->dialog, "ic", "Incident commander",
		   "decides, keeps the overview");
	dialog_add(&app->dialog, "ops", "Operations lead",
		   "puts measures to work");
	dialog_add(&app->dialog, "comms", "Communications lead",
		   "writes to everybody");
	dialog_add(&app->dialog, "scribe", "Scribe", "keeps the notes");
}
