#include "drill/drill_internal.h"
#include "drill/verdict_text.h"

static bool differs(const struct journal_row *row, const char *derived,
		    struct err *err)
{
	char at[CALENDAR_CLOCK_SIZE];

	return err_set(err, ERR_STATE,
		       "this program plays the record differently: at %s it "
		       "says '%.200s', the record '%.200s'; go on with the "
		       "version that recorded it",
		       calendar_format_clock(row->at_s, at), derived,
		       row->text);
}

static bool check(const struct drill *drill, const struct journal_row *row,
		  struct err *err)
{
	const struct event *event = drill_event(drill, row->seq);
	struct str line = STR_INIT;
	bool same;

	if (event)
		drill_event_line(event, &line);
	same = event && event->at_s == row->at_s && !strcmp(line.s, row->text);
	if (!same)
		differs(row, event ? line.s : "nothing", err);
	str_finish(&line);
	return same;
}

/* A recorded input, with the verdict that was recorded for it. */
static bool put_in(struct drill *drill, const struct journal_row *rows,
		   size_t count, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct command command;
	struct verdict verdict;
	uint32_t seq;
	bool good;

	if (count > 1 && rows[1].kind == JOURNAL_VERDICT &&
	    rows[1].seq == rows[0].seq && verdict_read(rows[1].text, &verdict))
		drill->recorded = &verdict;
	good = command_parse(rows[0].text, &arena, &command, err) &&
	       drill_submit(drill, &command, &seq, err);
	if (good && seq != rows[0].seq)
		good = differs(&rows[0], "another number", err);
	drill->recorded = NULL;
	arena_finish(&arena);
	return good;
}

static bool replay(struct drill *drill, const struct journal_row *rows,
		   size_t count, uint32_t *last, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct journal_row *row = &rows[i];

		/* A damaged record must not make the clock run for years. */
		if (row->at_s > drill->pack->length_s)
			return err_set(err, ERR_STATE,
				       "the record goes on after the end of "
				       "the drill: it is damaged");
		if (row->at_s > drill->now_s &&
		    !drill_step(drill, row->at_s, err))
			return false;
		switch (row->kind) {
		case JOURNAL_INPUT:
			if (!put_in(drill, row, count - i, err))
				return false;
			*last = row->seq;
			break;
		case JOURNAL_DERIVED:
			if (!check(drill, row, err))
				return false;
			*last = row->seq;
			break;
		case JOURNAL_CLOCK:
			drill->marked_s = row->at_s;
			break;
		case JOURNAL_VERDICT:
			break;
		}
	}
	return true;
}

bool drill_resume(struct drill *drill, const struct journal_row *rows,
		  size_t count, const struct journal *journal, struct err *err)
{
	uint32_t last = 0;

	drill->journal = NULL;
	if (!replay(drill, rows, count, &last, err))
		return false;
	/* what follows from the last input may not have been written yet */
	drill->journalled = last;
	drill->journal = journal;
	return true;
}
