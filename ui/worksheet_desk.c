#include "ui/worksheet_desk.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void desk_finish(struct worksheet_desk *desk)
{
	for (size_t i = 0; i < desk->count; i++) {
		for (size_t l = 0; l < WORKSHEET_LINES_MAX; l++)
			free(desk->sheets[i].entered[l]);
		worksheet_destroy(desk->sheets[i].sheet);
	}
	memset(desk, 0, sizeof(*desk));
}

void desk_load(struct worksheet_desk *desk, const struct worksheet_shelf *shelf)
{
	char **ids;

	if (desk->loaded || !shelf)
		return;
	desk->loaded = true;
	ids = shelf->list();
	for (size_t i = 0; ids && ids[i] && desk->count < DESK_SHEETS_MAX;
	     i++) {
		struct worksheet *sheet = shelf->load(ids[i], NULL);

		if (sheet)
			desk->sheets[desk->count++].sheet = sheet;
	}
	free(ids);
}

size_t desk_find(const struct worksheet_desk *desk, const char *id)
{
	size_t i = 0;

	while (i < desk->count && strcmp(desk->sheets[i].sheet->id, id) != 0)
		i++;
	return i;
}

bool desk_work(struct worksheet_desk *desk, size_t sheet,
	       const struct drill *drill)
{
	const struct desk_sheet *on = &desk->sheets[sheet];
	bool good = true;

	desk->worked = NULL;
	worksheet_begin(on->sheet, &desk->values);
	worksheet_fill(&desk->values, worksheet_live, drill);
	for (size_t l = 0; good && l < on->sheet->input_count; l++)
		if (on->entered[l])
			good = worksheet_enter(&desk->values,
					       on->sheet->lines[l].name,
					       on->entered[l], &desk->err);
	if (good && worksheet_work(&desk->values, &desk->err))
		desk->worked = on->sheet;
	return desk->worked != NULL;
}

bool desk_check(struct worksheet_desk *desk, size_t sheet, size_t line,
		const char *text, struct err *err)
{
	const struct worksheet *on = desk->sheets[sheet].sheet;
	struct worksheet_values *values = mem_alloc(sizeof(*values));
	bool good;

	worksheet_begin(on, values);
	good = worksheet_enter(values, on->lines[line].name, text, err);
	free(values);
	return good;
}

bool desk_enter(struct worksheet_desk *desk, size_t sheet, size_t line,
		const char *text, struct err *err)
{
	char **entered = &desk->sheets[sheet].entered[line];
	bool empty = text[strspn(text, " ")] == '\0';

	if (!empty && !desk_check(desk, sheet, line, text, err))
		return false;
	free(*entered);
	*entered = empty ? NULL : mem_strdup(text);
	return true;
}
