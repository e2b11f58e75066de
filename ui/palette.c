/* `?`: everything that can be done here, and doing it. */
#include "ui/app_internal.h"

#include <string.h>

static void run(struct app *app, const char *name)
{
	enum action action = action_find(name);

	if (action == ACTION_NONE)
		return;
	if (app->composer.open &&
	    (action_info(action)->contexts & (CONTEXT_COMPOSER | CONTEXT_EDIT)))
		composer_act(app, action);
	else
		app_act(app, action);
}

static void add_action(struct app *app, enum action action)
{
	const struct action_info *info = action_info(action);
	const char *refusal = app_refusal(app, action);
	struct str keys = STR_INIT, title = STR_INIT, help = STR_INIT;
	struct pick_item *item;

	str_add(&title, info->name);
	for (size_t i = 0; i < title.length; i++)
		if (title.s[i] == '-')
			title.s[i] = ' ';
	str_add(&help, info->help);
	if (refusal)
		str_addf(&help, " (not now: %s)", refusal);
	keymap_keys(&app->keymap, action, &keys);
	dialog_add(&app->dialog, info->name, title.s, help.s);
	item = dialog_last(&app->dialog);
	free(item->key);
	item->key = mem_strdup(keys.s);
	item->disabled = refusal != NULL;
	str_finish(&keys);
	str_finish(&title);
	str_finish(&help);
}

void app_open_palette(struct app *app)
{
	unsigned contexts = app_contexts(app);
	struct str title = STR_INIT;

	if (app->composer.open)
		contexts |= CONTEXT_SCREEN;
	str_addf(&title, "%s: what can be done",
		 app->composer.open ? "Composer" : view_title(app->view));
	dialog_pick(&app->dialog, title.s, run);
	/* The narrow contexts first: what is special about this place. */
	for (int context = 0; context < CONTEXT_COUNT; context++)
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			unsigned common = action_info((enum action)i)->contexts;

			if (common & contexts & 1u << context)
				add_action(app, (enum action)i);
		}
	str_finish(&title);
}
