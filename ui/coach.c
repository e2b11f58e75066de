#include "ui/coach.h"

#include "drill/panels/panel.h"

#include <string.h>

/* What a player has done so far. */
struct progress {
	size_t looks, pins, suspicions, refutations, conclusions, messages,
		measures, plans;
	bool declared, asked, planning;
};

static void count(const struct session *session, struct progress *progress)
{
	size_t events_count;
	const struct event *events = drill_events(session->drill,
						  &events_count);

	memset(progress, 0, sizeof(*progress));
	progress->planning = session->planning;
	for (size_t i = 0; i < events_count; i++) {
		if (events[i].kind != EVENT_COMMAND)
			continue;
		switch (events[i].command->verb) {
		case COMMAND_LOOK:
		case COMMAND_TRACE:
			progress->looks++;
			break;
		case COMMAND_PIN:
			progress->pins++;
			break;
		case COMMAND_SUSPECT:
			progress->suspicions++;
			break;
		case COMMAND_RULE_OUT:
			progress->refutations++;
			break;
		case COMMAND_CONCLUDE:
			progress->conclusions++;
			break;
		case COMMAND_TELL:
			progress->messages++;
			break;
		case COMMAND_APPLY:
			progress->measures++;
			break;
		case COMMAND_PLAN:
			progress->plans++;
			break;
		case COMMAND_DECLARE:
			progress->declared = true;
			break;
		case COMMAND_ASK:
			progress->asked = true;
			break;
		default:
			break;
		}
	}
}

static bool has_declared(const struct progress *did)
{
	return did->declared;
}

static bool has_written(const struct progress *did)
{
	return did->messages > 0;
}

static bool has_pinned(const struct progress *did)
{
	return did->pins > 0;
}

static bool has_suspected(const struct progress *did)
{
	return did->suspicions > 0;
}

static bool has_acted(const struct progress *did)
{
	return did->measures > 0;
}

static bool has_looked_about(const struct progress *did)
{
	return did->looks >= 9;
}

static bool has_asked(const struct progress *did)
{
	return did->asked;
}

static bool has_concluded(const struct progress *did)
{
	return did->conclusions > 0;
}

static bool has_weighed(const struct progress *did)
{
	return (did->suspicions >= 2 && did->refutations > 0) ||
	       did->conclusions > 0;
}

static bool has_told_many(const struct progress *did)
{
	return did->messages >= 4;
}

static bool has_planned(const struct progress *did)
{
	return did->plans > 0;
}

static bool never(const struct progress *did)
{
	(void)did;
	return false;
}

/* Said until it is done; {name} is the key of that action. */
struct step {
	bool (*done)(const struct progress *did);
	const char *line, *why;
};

/* The guided start: done one after the other, each by a look or a command; the
 * last one by the clock. */
static const struct guide_step {
	int panel;		/* looked at; -1 = none */
	enum command_verb verb; /* or given, where there is no panel */
	bool clock;		/* or the clock runs */
	const char *line, *why;
} guide[] = {
	{ .panel = PANEL_OVERVIEW,
	  .line = "Look at the graphs for a moment: dotted is a usual day, "
		  "{left} goes back in time.",
	  .why = "You see at once what is larger than it should be." },
	{ .panel = PANEL_MAP,
	  .line = "{map} shows how the system hangs together.",
	  .why = "Whoever knows the way of a request knows where it can "
		 "get stuck." },
	{ .panel = PANEL_RUNBOOK,
	  .line = "{runbook} opens what the team wrote down; {next-page} turns "
		  "the page.",
	  .why = "It saves time, and it can be out of date." },
	{ .panel = PANEL_INBOX,
	  .line = "{inbox} is where people will write to you, and say what "
		  "they want.",
	  .why = "It may be empty yet; who hears nothing will ask." },
	{ .panel = -1,
	  .verb = COMMAND_PIN,
	  .line = "{billing} opens the bill; {pin} keeps the row under the "
		  "cursor as evidence.",
	  .why = "Looking is free and not scored. What you pin and what "
		 "you conclude is." },
	{ .panel = -1,
	  .clock = true,
	  .line = "That is the house. {pause} lets the clock run.",
	  .why = "A measure takes time to land, and time costs money." },
};

#define GUIDE_STEPS ((int)(sizeof(guide) / sizeof(*guide)))

static const struct step steps[] = {
	{ has_declared,
	  "How bad is it? Look at the figures in the first line, then "
	  "{declare} declares a severity.",
	  "It says to everybody how much to drop for this." },
	{ has_written,
	  "People wait for a word. {write} writes one: what is hurt, since "
	  "when, when you write again.",
	  "Who hears nothing asks, and asks again." },
	{ has_pinned,
	  "Where does the money go? {billing} opens the bill, {pivot} breaks "
	  "it down, {pin} keeps what you see.",
	  "Only what was kept counts as evidence." },
	{ has_suspected,
	  "What could it be? {hypotheses} lists the causes; {suspect} "
	  "suspects one, and pins then count for it.",
	  "A suspicion said aloud can be tested." },
	{ has_acted,
	  "What gets worse by the minute should stop first. {measures} shows "
	  "what can be done about it.",
	  "To stop the loss comes before knowing why, but not before "
	  "knowing what it costs." },
	{ has_looked_about,
	  "One panel proves little. Compare: changes ({changes}), one slow "
	  "request ({traces}), the vendor ({vendor}).",
	  "Several causes look alike from one side." },
	{ has_asked, "People know things that no panel shows: {ask} asks one.",
	  "The answer comes after some minutes." },
	{ has_weighed,
	  "Diagnosis is scored by two or three suspicions, the wrong ones ruled "
	  "out ({rule-out}), the right one concluded ({conclude}).",
	  "A cause that is ruled out says what you looked for." },
	{ has_concluded,
	  "When the evidence is there, say so: {hypotheses}, then {conclude} on "
	  "the cause. {rule-out} rules out the others.",
	  "A cause that nobody names comes back." },
	{ has_told_many,
	  "Who has not heard from you yet? {inbox} shows who waits; keep the "
	  "times you promised.",
	  "Each reader needs something else: money, users, words to pass on." },
	{ has_planned,
	  "What must follow in days and weeks? {plan} opens the plan.",
	  "What was stopped in a hurry must be made good." },
	{ never,
	  "Watch what your measures do on {overview}. Take back ({revert}) "
	  "what no longer helps.",
	  "A measure that is no longer needed only costs." },
};

static const struct step plan_first = {
	never,
	"Plan something for now, for days and for weeks: {add-plan} adds, "
	"{edit-plan} edits.",
	"Each with a reason, a price, an owner, a figure and a way back."
};
static const struct step plan_last = {
	never,
	"Write to those who should know how it ended ({write}), then {end} ends "
	"the drill.",
	"The last word is remembered longest."
};

int coach_guide_steps(void)
{
	return GUIDE_STEPS;
}

/* What is typed where there are no keys. */
static void add_command(const char *action, struct str *out)
{
	static const char *const typed[][2] = {
		{ "write", "tell" },
		{ "pause", "go" },
		{ "left", "last=90:00" },
		{ "next-page", "page=2" },
		{ "pivot", "by=" },
		{ "add-plan", "plan" },
		{ "edit-plan", "plan" },
		{ "plan", "plan" },
		{ "measures", "look mitigations" },
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		if (strcmp(typed[i][0], action) == 0) {
			str_addf(out, "`%s`", typed[i][1]);
			return;
		}
	str_addf(out, "`%s%s`", panel_find(action) >= 0 ? "look " : "", action);
}

/* The text with the keys that actions have now. */
static void fill_keys(const char *text, const struct keymap *keymap,
		      struct str *out)
{
	for (; *text; text++) {
		size_t length = strcspn(text, "}");
		char name[32];
		enum action action;

		if (*text != '{' || length >= sizeof(name)) {
			str_add_char(out, *text);
			continue;
		}
		memcpy(name, text + 1, length - 1);
		name[length - 1] = '\0';
		action = action_find(name);
		if (!keymap)
			add_command(name, out);
		else if (keymap->keys[action][0])
			keymap_key(keymap, action, out);
		else
			str_addf(out, ":%s", name);
		text += length;
	}
}

static bool is_step(const struct guide_step *step,
		    const struct command *command)
{
	bool looks = command->verb == COMMAND_LOOK;

	if (step->clock)
		return false;
	if (step->panel >= 0)
		return looks && panel_find(command->subject) == step->panel;
	return command->verb == step->verb;
}

int coach_guided(const struct session *session)
{
	size_t count;
	const struct event *events = drill_events(session->drill, &count);
	int step = 0;

	if (drill_mode(session->drill) != DRILL_COACHED || session->planning ||
	    session->finished || session->playback)
		return 0;
	for (size_t i = 0; i < count && step < GUIDE_STEPS; i++)
		step += events[i].kind == EVENT_COMMAND &&
			is_step(&guide[step], events[i].command);
	if (step < GUIDE_STEPS && guide[step].clock &&
	    (!session->paused || drill_now(session->drill) > 0))
		step++;
	return step < GUIDE_STEPS ? step + 1 : 0;
}

static const struct step *next_step(const struct session *session)
{
	struct progress did;

	count(session, &did);
	if (did.planning)
		return did.plans < 3 ? &plan_first : &plan_last;
	for (size_t i = 0;; i++)
		if (!steps[i].done(&did))
			return &steps[i];
}

bool coach_advise(const struct session *session, const struct keymap *keymap,
		  struct coach_advice *advice)
{
	memset(advice, 0, sizeof(*advice));
	str_init(&advice->line);
	str_init(&advice->why);
	if (session->finished)
		return false;
	advice->step = coach_guided(session);
	if (advice->step > 0) {
		const struct guide_step *step = &guide[advice->step - 1];

		fill_keys(step->line, keymap, &advice->line);
		str_add(&advice->why, step->why);
	} else {
		const struct step *step = next_step(session);

		fill_keys(step->line, keymap, &advice->line);
		str_add(&advice->why, step->why);
	}
	return true;
}

void coach_finish(struct coach_advice *advice)
{
	str_finish(&advice->line);
	str_finish(&advice->why);
}
