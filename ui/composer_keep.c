/* Messages that are not sent, as they are kept from one sitting to the next. */
#include "base/mem.h"
#include "ui/app_internal.h"

#include <string.h>

#define KEEP_EVERY_S 2.0 /* real seconds of writing between two keepings */

/* What is begun now: the drawer, and what is being written. */
static size_t list(const struct composer *composer,
		   struct message_draft drafts[MESSAGE_DRAFTS_MAX])
{
	bool open = composer->open && composer->editor.text.length > 0;
	size_t count = 0;

	if (open)
		drafts[count++] = (struct message_draft){
			composer->audience, composer->editor.text.s
		};
	for (size_t i = 0; i < composer->drafts.count; i++)
		if (count < MESSAGE_DRAFTS_MAX)
			drafts[count++] = (struct message_draft){
				composer->drafts.items[i].audience,
				composer->drafts.items[i].text
			};
	return count;
}

/* All of them as one text, to see whether they have changed. */
static void join(const struct message_draft *drafts, size_t count,
		 struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s\n%s\n", drafts[i].audience, drafts[i].text);
}

void composer_begin(struct app *app)
{
	const struct app_options *options = &app->options;

	for (size_t i = 0; i < options->draft_count; i++) {
		struct composer_draft draft = { .audience = "" };

		snprintf(draft.audience, sizeof(draft.audience), "%s",
			 options->drafts[i].audience);
		draft.text = mem_strdup(options->drafts[i].text);
		vec_push(&app->composer.drafts, draft);
	}
	join(options->drafts, options->draft_count, &app->composer.kept);
}

void composer_keep(struct app *app)
{
	struct composer *composer = &app->composer;
	struct message_draft drafts[MESSAGE_DRAFTS_MAX];
	size_t count = list(composer, drafts);
	struct str now = STR_INIT;
	struct err err = { 0 };

	composer->unkept_s = 0;
	if (!app->options.keep_drafts)
		return;
	join(drafts, count, &now);
	if (strcmp(now.s, composer->kept.s) != 0) {
		str_clear(&composer->kept);
		str_add(&composer->kept, now.s);
		if (!app->options.keep_drafts(app->options.context, drafts,
					      count, &err))
			app_toast(app, ROLE_ERROR,
				  "Your message cannot be kept: %s",
				  err.message);
	}
	str_finish(&now);
}

void composer_pass(struct app *app, double real_s)
{
	app->composer.unkept_s += real_s;
	if (app->composer.open && app->composer.unkept_s >= KEEP_EVERY_S)
		composer_keep(app);
}

void app_keep_drafts(struct app *app)
{
	composer_keep(app);
}
