/* Plan forms that were left unfinished: what was written waits. */
#include "base/mem.h"
#include "ui/app_internal.h"

#include <string.h>

static void forget_texts(struct form_aside *aside)
{
	for (int i = 0; i < FORM_FIELDS_MAX; i++)
		free(aside->texts[i]);
}

/* Where the form about this measure lies; the count when it does not. */
static size_t find(const struct app *app, const char *measure)
{
	size_t i = 0;

	while (i < app->asides.count &&
	       strcmp(app->asides.items[i].measure, measure) != 0)
		i++;
	return i;
}

void form_forget(struct app *app, const char *measure)
{
	size_t at = find(app, measure);

	if (at == app->asides.count)
		return;
	forget_texts(&app->asides.items[at]);
	vec_remove(&app->asides, at);
}

void form_put_aside(struct app *app)
{
	const struct dialog *dialog = &app->dialog;
	struct form_aside aside = { .measure = form_value(dialog, "measure"),
				    .field = dialog->field };
	size_t written = 0;

	form_forget(app, aside.measure);
	for (int i = 0; i < dialog->field_count; i++) {
		const struct form_field *field = &dialog->fields[i];

		aside.choices[i] = field->choice;
		aside.texts[i] = mem_strdup(field->editor.text.s);
		/* One that holds what it was opened with needs no keeping. */
		if (!field->is_choice && field->editor.undo_count > 0)
			written += field->editor.text.length;
	}
	if (written == 0) {
		forget_texts(&aside);
		return;
	}
	vec_push(&app->asides, aside);
	app_toast(app, ROLE_DIM,
		  "Put aside; planning it again brings back what you wrote.");
}

bool form_bring_back(struct app *app, const char *measure)
{
	struct dialog *dialog = &app->dialog;
	size_t at = find(app, measure);
	const struct form_aside *aside;

	if (at == app->asides.count)
		return false;
	aside = &app->asides.items[at];
	for (int i = 0; i < dialog->field_count; i++) {
		struct form_field *field = &dialog->fields[i];

		if (field->is_choice)
			field->choice = aside->choices[i];
		else if (strcmp(field->editor.text.s, aside->texts[i]) != 0)
			/* As something typed: Esc keeps it once more. */
			editor_replace(&field->editor, aside->texts[i]);
	}
	dialog->field = aside->field;
	return true;
}

void form_asides_finish(struct app *app)
{
	for (size_t i = 0; i < app->asides.count; i++)
		forget_texts(&app->asides.items[i]);
	vec_finish(&app->asides);
}
