#include "drill/panels/panel_build.h"

static const char *name_of(const struct drill *drill, const char *id)
{
	const struct pack_stakeholder *who = pack_stakeholder(drill->pack, id);

	return who ? who->name : id;
}

static void add(struct panel_builder *b, const struct message *message)
{
	const struct drill *drill = b->drill;
	bool own = message->has_verdict;
	bool wanted = message->wanted_by_s >= drill->now_s;
	struct panel_row *row = panel_add_row(b);

	row->id = panel_say(b, "%u", message->seq);
	panel_cell(b, TONE_DIM, "%s", panel_clock(b, message->at_s));
	panel_cell(b, message->read ? TONE_PLAIN : TONE_STRONG, "%s",
		   own ? panel_say(b, "you to %s", message->to)
		       : name_of(drill, message->from));
	panel_cell(b, TONE_DIM, "%s", message->channel ? message->channel : "");
	panel_cell(b, wanted ? TONE_WARN : TONE_PLAIN, "%s",
		   wanted	   ? panel_say(b, "answer by %s",
					       panel_clock(b, message->wanted_by_s))
		   : message->read ? ""
				   : "new");
	panel_cell(b, TONE_PLAIN, "%s%s%s", own ? "" : message->subject,
		   *message->subject && !own ? ": " : "", message->text);
}

static bool is_from(const struct drill *drill, const struct message *message,
		    const char *from)
{
	const struct pack_stakeholder *who;

	if (!from || !strcmp(message->from, from))
		return true;
	who = person_find(drill, from);
	return who && (!strcmp(message->from, who->id) ||
		       !strcmp(message->to, who->audience));
}

bool panel_inbox(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *from = panel_arg(b, "from");
	size_t shown = 0;

	if (from && strcmp(from, "you") && !person_find(drill, from))
		return err_set(b->err, ERR_INPUT,
			       "nobody here is called '%.40s'; from= takes a "
			       "person of this drill, or you",
			       from);
	b->panel->title = from ? panel_say(b, "Inbox: %s", from) : "Inbox";
	b->panel->caption = panel_say(b,
				      "%zu new. Answer with: tell AUDIENCE "
				      "\"text\"; ask back with: ask WHO "
				      "\"question\"",
				      drill_unread(drill));
	panel_column(b, "minute", COLUMN_RIGHT);
	panel_column(b, "who", COLUMN_TEXT);
	panel_column(b, "channel", COLUMN_TEXT);
	panel_column(b, "", COLUMN_TEXT);
	panel_column(b, "message", COLUMN_WRAP);
	for (size_t i = drill->messages.count; i-- > 0;) {
		const struct message *message = &drill->messages.items[i];

		if (!is_from(drill, message, from))
			continue;
		add(b, message);
		shown++;
	}
	for (size_t i = 0; i < drill->promises.count; i++)
		panel_note(b, "you promised %s news by %s",
			   drill->promises.items[i].audience,
			   panel_clock(b, drill->promises.items[i].due_s));
	b->panel->evidence = panel_say(b, "%zu messages", shown);
	return true;
}
