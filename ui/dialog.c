#include "ui/dialog.h"
#include "base/mem.h"
#include "ui/app_internal.h"

#include <stdlib.h>
#include <string.h>

void dialog_init(struct dialog *dialog)
{
	memset(dialog, 0, sizeof(*dialog));
	editor_init(&dialog->editor, true);
}

static void forget_items(struct dialog *dialog)
{
	for (size_t i = 0; i < dialog->items.count; i++) {
		free(dialog->items.items[i].id);
		free(dialog->items.items[i].label);
		free(dialog->items.items[i].detail);
		free(dialog->items.items[i].key);
	}
	vec_finish(&dialog->items);
}

void dialog_finish(struct dialog *dialog)
{
	forget_items(dialog);
	for (int i = 0; i < dialog->field_count; i++)
		editor_finish(&dialog->fields[i].editor);
	dialog->field_count = 0;
	editor_finish(&dialog->editor);
}

void dialog_close(struct dialog *dialog)
{
	dialog_finish(dialog);
	dialog_init(dialog);
}

static void open_dialog(struct dialog *dialog, enum dialog_kind kind,
			const char *title, const char *text)
{
	dialog_close(dialog);
	dialog->kind = kind;
	snprintf(dialog->title, sizeof(dialog->title), "%s", title);
	snprintf(dialog->text, sizeof(dialog->text), "%s", text);
}

void dialog_confirm(struct dialog *dialog, const char *title, const char *text,
		    void (*confirmed)(struct app *app))
{
	open_dialog(dialog, DIALOG_CONFIRM, title, text);
	dialog->confirmed = confirmed;
}

void dialog_line(struct dialog *dialog, const char *title, const char *text,
		 void (*entered)(struct app *app, const char *text))
{
	open_dialog(dialog, DIALOG_LINE, title, text);
	dialog->entered = entered;
}

void dialog_pick(struct dialog *dialog, const char *title,
		 void (*chosen)(struct app *app, const char *id))
{
	open_dialog(dialog, DIALOG_PICK, title, "");
	dialog->chosen = chosen;
}

void dialog_add(struct dialog *dialog, const char *id, const char *label,
		const char *detail)
{
	struct pick_item item = { .id = mem_strdup(id),
				  .label = mem_strdup(label),
				  .detail = mem_strdup(detail),
				  .key = mem_strdup("") };

	vec_push(&dialog->items, item);
}

struct pick_item *dialog_last(struct dialog *dialog)
{
	return &dialog->items.items[dialog->items.count - 1];
}

void dialog_form(struct dialog *dialog, const char *title, const char *verb,
		 bool (*submit)(struct app *app))
{
	open_dialog(dialog, DIALOG_FORM, title, "");
	dialog->submit = submit;
	snprintf(dialog->verb, sizeof(dialog->verb), "%s", verb);
}

static struct form_field *add_field(struct dialog *dialog, const char *name,
				    const char *label, const char *help)
{
	struct form_field *field = &dialog->fields[dialog->field_count];

	if (dialog->field_count == FORM_FIELDS_MAX)
		return NULL;
	dialog->field_count++;
	memset(field, 0, sizeof(*field));
	field->name = name;
	snprintf(field->label, sizeof(field->label), "%s", label);
	snprintf(field->help, sizeof(field->help), "%s", help);
	editor_init(&field->editor, true);
	return field;
}

struct form_field *dialog_field(struct dialog *dialog, const char *name,
				const char *label, const char *help,
				const char *value)
{
	struct form_field *field = add_field(dialog, name, label, help);

	if (field)
		editor_set(&field->editor, value);
	return field;
}

struct form_field *dialog_choice(struct dialog *dialog, const char *name,
				 const char *label, const char *help)
{
	struct form_field *field = add_field(dialog, name, label, help);

	if (field)
		field->is_choice = true;
	return field;
}

void form_add_choice(struct form_field *field, const char *value,
		     const char *title)
{
	if (field->choice_count == FORM_CHOICES_MAX)
		return;
	field->choices[field->choice_count] = value;
	field->titles[field->choice_count++] = title;
}

struct form_field *dialog_find_field(struct dialog *dialog, const char *name)
{
	for (int i = 0; i < dialog->field_count; i++)
		if (strcmp(dialog->fields[i].name, name) == 0)
			return &dialog->fields[i];
	return NULL;
}

const char *form_value(const struct dialog *dialog, const char *name)
{
	for (int i = 0; i < dialog->field_count; i++) {
		const struct form_field *field = &dialog->fields[i];

		if (strcmp(field->name, name) != 0)
			continue;
		if (!field->is_choice)
			return field->editor.text.s;
		return field->choice_count ? field->choices[field->choice] : "";
	}
	return "";
}

unsigned dialog_contexts(const struct dialog *dialog)
{
	switch (dialog->kind) {
	case DIALOG_CONFIRM:
		return CONTEXT_CONFIRM;
	case DIALOG_PICK:
		return CONTEXT_PICK | CONTEXT_EDIT;
	case DIALOG_LINE:
		return CONTEXT_LINE | CONTEXT_EDIT;
	case DIALOG_FORM:
		return CONTEXT_FORM | CONTEXT_EDIT;
	default:
		return 0;
	}
}

static bool contains_nocase(const char *text, const char *part, size_t length)
{
	for (; strlen(text) >= length; text++) {
		size_t i = 0;

		while (i < length && (text[i] | 32) == (part[i] | 32))
			i++;
		if (i == length)
			return true;
	}
	return length == 0;
}

/* Every word of the filter is somewhere in the item. */
static bool passes(const struct pick_item *item, const char *filter)
{
	while (*filter) {
		size_t length;

		filter += strspn(filter, " ");
		length = strcspn(filter, " ");
		if (length && !contains_nocase(item->label, filter, length) &&
		    !contains_nocase(item->detail, filter, length) &&
		    !contains_nocase(item->key, filter, length) &&
		    !contains_nocase(item->id, filter, length))
			return false;
		filter += length;
	}
	return true;
}

int dialog_nth(const struct dialog *dialog, int n)
{
	for (size_t i = 0; i < dialog->items.count; i++)
		if (passes(&dialog->items.items[i], dialog->editor.text.s) &&
		    n-- == 0)
			return (int)i;
	return -1;
}

static int count_left(const struct dialog *dialog)
{
	int count = 0;

	while (dialog_nth(dialog, count) >= 0)
		count++;
	return count;
}

static void clamp_selected(struct dialog *dialog)
{
	int count = count_left(dialog);

	if (dialog->selected >= count)
		dialog->selected = count - 1;
	if (dialog->selected < 0)
		dialog->selected = 0;
}

/* The dialog closes first, keeping what it is about for the next one. */
static void close_with(struct app *app, struct dialog *dialog,
		       void (*then)(struct app *, const char *),
		       const char *with)
{
	char subject[sizeof(dialog->subject)];
	char *kept = mem_strdup(with);

	memcpy(subject, dialog->subject, sizeof(subject));
	dialog_close(dialog);
	memcpy(dialog->subject, subject, sizeof(subject));
	then(app, kept);
	free(kept);
}

static void choose(struct app *app, struct dialog *dialog)
{
	int at = dialog_nth(dialog, dialog->selected);

	if (at < 0 && dialog->unlisted && dialog->editor.text.length)
		close_with(app, dialog, dialog->unlisted,
			   dialog->editor.text.s);
	else if (at >= 0 && !dialog->items.items[at].disabled)
		close_with(app, dialog, dialog->chosen,
			   dialog->items.items[at].id);
}

static void enter(struct app *app, struct dialog *dialog)
{
	close_with(app, dialog, dialog->entered, dialog->editor.text.s);
}

static void recall(struct app *app, struct dialog *dialog, int by)
{
	int count = (int)app->history.count;
	int at = dialog->history + by;

	if (!dialog->at_bottom || at < 0 || at > count || count == 0 ||
	    dialog->complete == NULL)
		return;
	dialog->history = at;
	editor_set(&dialog->editor,
		   at == 0 ? "" : app->history.items[count - at]);
}

static void submit(struct app *app, struct dialog *dialog)
{
	dialog->error[0] = '\0';
	if (dialog->submit(app))
		dialog_close(dialog);
}

static void act_form(struct app *app, struct dialog *dialog, enum action action)
{
	struct form_field *field = &dialog->fields[dialog->field];
	bool last = dialog->field >= dialog->field_count - 1;

	switch (action) {
	case ACTION_SUBMIT:
		submit(app, dialog);
		return;
	case ACTION_ENTER_FIELD:
		if (last)
			submit(app, dialog);
		else
			dialog->field++;
		return;
	case ACTION_NEXT_FIELD:
		dialog->field = last ? 0 : dialog->field + 1;
		return;
	case ACTION_PREVIOUS_FIELD:
		if (dialog->field > 0)
			dialog->field--;
		else if (dialog->field_count > 0)
			dialog->field = dialog->field_count - 1;
		return;
	case ACTION_CANCEL_FORM:
		if (dialog->left)
			dialog->left(app);
		dialog_close(dialog);
		return;
	default:
		break;
	}
	if (dialog->field_count == 0)
		return;
	if (!field->is_choice) {
		editor_act(&field->editor, action);
	} else if (field->choice_count > 0) {
		int by = action == ACTION_CHAR_LEFT ? -1
			 : action == ACTION_CHAR_RIGHT ||
					 action == ACTION_NEXT_CHOICE
				 ? 1
				 : 0;

		field->choice = (field->choice + by + field->choice_count) %
				field->choice_count;
	}
}

static void act_pick(struct app *app, struct dialog *dialog, enum action action)
{
	static const struct {
		enum action action;
		int by;
	} moves[] = { { ACTION_PICK_UP, -1 },
		      { ACTION_PICK_DOWN, 1 },
		      { ACTION_PICK_PAGE_UP, -10 },
		      { ACTION_PICK_PAGE_DOWN, 10 } };

	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (moves[i].action == action) {
			dialog->selected += moves[i].by;
			clamp_selected(dialog);
			return;
		}
	if (action == ACTION_PICK) {
		choose(app, dialog);
	} else if (action == ACTION_CANCEL_PICK) {
		/* The filter goes first, then the list. */
		if (dialog->editor.text.length)
			editor_set(&dialog->editor, "");
		else
			dialog_close(dialog);
	} else if (editor_act(&dialog->editor, action)) {
		clamp_selected(dialog);
	}
}

/* Deleting from a marked line deletes it. */
static bool deletes(enum action action)
{
	return action == ACTION_DELETE_BACK || action == ACTION_DELETE ||
	       action == ACTION_DELETE_WORD_BACK ||
	       action == ACTION_DELETE_LINE_END;
}

static void act_line(struct app *app, struct dialog *dialog, enum action action)
{
	bool marked = dialog->replace;

	dialog->replace = false;
	if (marked && deletes(action))
		action = ACTION_CLEAR_LINE;
	switch (action) {
	case ACTION_RUN_LINE:
		enter(app, dialog);
		return;
	case ACTION_CANCEL_LINE:
		if (dialog->left)
			dialog->left(app);
		else if (dialog->changed)
			dialog->changed(app, "");
		dialog_close(dialog);
		return;
	case ACTION_OLDER:
		recall(app, dialog, 1);
		return;
	case ACTION_NEWER:
		recall(app, dialog, -1);
		return;
	case ACTION_COMPLETE:
		if (dialog->complete)
			dialog->complete(app);
		return;
	default:
		editor_act(&dialog->editor, action);
		dialog->error[0] = '\0';
		if (dialog->changed)
			dialog->changed(app, dialog->editor.text.s);
	}
}

static void act_confirm(struct app *app, struct dialog *dialog,
			enum action action)
{
	void (*confirmed)(struct app *) = dialog->confirmed;
	char subject[sizeof(dialog->subject)];

	memcpy(subject, dialog->subject, sizeof(subject));
	dialog_close(dialog);
	memcpy(dialog->subject, subject, sizeof(subject));
	if (action == ACTION_YES)
		confirmed(app);
}

void dialog_act(struct app *app, struct dialog *dialog, enum action action)
{
	switch (dialog->kind) {
	case DIALOG_CONFIRM:
		act_confirm(app, dialog, action);
		break;
	case DIALOG_PICK:
		act_pick(app, dialog, action);
		break;
	case DIALOG_LINE:
		act_line(app, dialog, action);
		break;
	case DIALOG_FORM:
		act_form(app, dialog, action);
		break;
	default:
		break;
	}
}

/* What is marked gives way to what is written. */
static void drop_marked(struct dialog *dialog)
{
	if (dialog->replace)
		editor_act(&dialog->editor, ACTION_CLEAR_LINE);
	dialog->replace = false;
}

void dialog_key(struct app *app, struct dialog *dialog, int key)
{
	struct form_field *field = &dialog->fields[dialog->field];

	if (!key_is_text(key))
		return;
	switch (dialog->kind) {
	case DIALOG_PICK:
		editor_key(&dialog->editor, key);
		dialog->selected = 0;
		break;
	case DIALOG_LINE:
		drop_marked(dialog);
		editor_key(&dialog->editor, key);
		dialog->error[0] = '\0';
		if (dialog->changed)
			dialog->changed(app, dialog->editor.text.s);
		break;
	case DIALOG_FORM:
		if (dialog->field_count == 0)
			break;
		if (!field->is_choice)
			editor_key(&field->editor, key);
		else if (key == ' ' && field->choice_count)
			field->choice = (field->choice + 1) %
					field->choice_count;
		break;
	default:
		break;
	}
}

void dialog_paste(struct app *app, struct dialog *dialog, const char *text,
		  size_t length)
{
	if (dialog->kind == DIALOG_FORM && dialog->field_count > 0 &&
	    !dialog->fields[dialog->field].is_choice)
		editor_insert(&dialog->fields[dialog->field].editor, text,
			      length);
	drop_marked(dialog);
	if (dialog->kind == DIALOG_PICK || dialog->kind == DIALOG_LINE)
		editor_insert(&dialog->editor, text, length);
	if (dialog->kind == DIALOG_LINE && dialog->changed)
		dialog->changed(app, dialog->editor.text.s);
	clamp_selected(dialog);
}
