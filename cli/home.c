#include "cli/home.h"

#include "cli/attempts.h"
#include "cli/cli.h"
#include "cli/packs.h"
#include "cli/questions.h"
#include "cli/recording.h"
#include "cli/settings.h"

#include "base/calendar.h"
#include "base/mem.h"
#include "ui/run.h"

#define SCENARIOS_END 32
#define QUESTIONS_END (SCENARIOS_END + 12) /* records and the rest have room */

/* What choosing an item does: a subcommand with its words, or the next value
 * of a setting. */
struct choice {
	const struct cli_command *command; /* NULL = a setting */
	const char *words[4];		   /* behind its name; NULL-ended */
	int setting;
	/* What it would print, to be read on the screen; NULL = it has a screen
	 * of its own. */
	bool (*text)(const char *word, struct str *out, struct err *err);
};

struct menu {
	struct arena arena;
	struct home_item items[HOME_ITEMS_MAX];
	struct choice choices[HOME_ITEMS_MAX];
	int count;
	int selected;
	struct config config;
};

static struct choice *add(struct menu *menu, struct home_item item,
			  const struct cli_command *command, const char *word)
{
	struct choice *choice = &menu->choices[menu->count];

	menu->items[menu->count++] = item;
	*choice = (struct choice){ .command = command, .words = { word } };
	return choice;
}

static void add_scenarios(struct menu *menu)
{
	char **ids = packs_list();

	for (size_t i = 0; ids[i] && menu->count < SCENARIOS_END; i++) {
		struct err ignored;
		struct pack *pack = packs_load(ids[i], &ignored);
		struct home_item item = { .detail = "" };

		if (!pack)
			continue;
		item.heading = i == 0 ? "Play" : NULL;
		item.label = arena_strdup(&menu->arena, pack->title);
		item.about = arena_strdup(&menu->arena, pack->summary);
		item.detail = arena_printf(&menu->arena, "%lld minutes",
					   (long long)pack->length_s / 60);
		add(menu, item, &cli_play,
		    arena_strdup(&menu->arena, pack->id));
		pack_destroy(pack);
	}
	free(ids);
}

/* "45 minutes", or what waits to be gone on with. */
static const char *question_detail(struct menu *menu,
				   const struct question *question)
{
	struct attempts attempts;
	struct err ignored;
	const char *detail = "";

	if (attempts_open(&attempts, question, &ignored) && attempts.has_begun)
		detail = attempts.begun.texts[0].sent ? "follow-ups to come"
						      : "a draft waits";
	else if (question->minutes > 0)
		detail = arena_printf(&menu->arena, "%.0f minutes",
				      question->minutes);
	attempts_close(&attempts);
	return detail;
}

static void add_questions(struct menu *menu)
{
	char **ids = questions_list();
	const char *heading = "Practise an answer";

	for (size_t i = 0; ids && ids[i] && menu->count < QUESTIONS_END; i++) {
		struct err ignored;
		struct question *question = questions_load(ids[i], &ignored);
		struct home_item item = { .about = "" };

		if (!question)
			continue;
		item.heading = heading;
		heading = NULL;
		item.label = arena_strdup(&menu->arena, question->title);
		item.about = "Write an answer, against the clock if you like. "
			     "It is graded, then come follow-up questions and "
			     "a model answer.";
		item.detail = question_detail(menu, question);
		add(menu, item, &cli_answer, arena_strdup(&menu->arena, ids[i]))
			->words[1] = "--practise";
		question_destroy(question);
	}
	free(ids);
}

static const char *day_of(struct menu *menu, int64_t moment)
{
	struct calendar_date date = calendar_from_days(moment / 86400);

	return arena_printf(&menu->arena, "%d %s", date.day,
			    calendar_month_name(date.month));
}

static void add_record(struct menu *menu, const struct store_drill *drill,
		       bool open, const char *heading)
{
	char clock[CALENDAR_CLOCK_SIZE];
	struct home_item item = { .heading = heading, .about = "" };

	calendar_format_clock(drill->reached_s, clock);
	item.label = arena_printf(&menu->arena, "%s, drill %lld", drill->title,
				  (long long)drill->id);
	if (open)
		item.detail = arena_printf(&menu->arena, "%s, at %s",
					   day_of(menu, drill->started), clock);
	else if (drill->broken_off)
		item.detail = arena_printf(&menu->arena, "%s, broken off at %s",
					   day_of(menu, drill->started), clock);
	else
		item.detail = arena_printf(&menu->arena, "%s, %s %.1f",
					   day_of(menu, drill->started),
					   drill->decision, drill->score);
	if (open)
		item.about = "Goes on where you left it; nothing was lost.";
	add(menu, item, open ? &cli_resume : &cli_report,
	    arena_printf(&menu->arena, "%lld", (long long)drill->id))
		->text = open ? NULL : cli_report_text;
}

static void add_records(struct menu *menu)
{
	struct recording recording;
	struct err ignored;
	const struct store_drill *drills = NULL;
	size_t count = 0;

	if (!recording_open(&recording, &ignored))
		return;
	drills = store_list(recording.store, &count, &menu->arena, &ignored);
	for (int ended = 0; drills && ended < 2; ended++) {
		const char *heading = ended ? "Reports" : "Resume";
		int shown = 0;

		for (size_t i = 0; i < count && shown < 8; i++) {
			bool open = !drills[i].ended;

			if (open == (ended != 0) ||
			    (ended && !drills[i].has_report))
				continue;
			add_record(menu, &drills[i], open, heading);
			heading = NULL;
			shown++;
		}
	}
	recording_close(&recording);
}

/* The first drill, for whoever has played none. */
static void add_guide(struct menu *menu)
{
	char **ids = packs_list();
	struct err ignored;
	struct pack *pack = ids[0] ? packs_load(NULL, &ignored) : NULL;
	struct choice *choice;

	free(ids);
	if (!pack)
		return;
	choice = add(
		menu,
		(struct home_item){
			.heading = "For the first time",
			.label = "Learn it in a real drill",
			.detail = "two minutes to begin with",
			.about = "A coach beside the screen says what to do "
				 "next, one step at a time, and then lets you "
				 "go on alone. Nothing has to be read before.",
		},
		&cli_play, arena_strdup(&menu->arena, pack->id));
	choice->words[1] = "--mode";
	choice->words[2] = "coached";
	pack_destroy(pack);
}

static void add_settings(struct menu *menu)
{
	for (int i = 0; i < CONFIG_SETTINGS; i++) {
		struct str value = STR_INIT, words = STR_INIT;
		struct home_item item = { .heading = i ? NULL : "Settings" };

		config_value(&menu->config, i, &value);
		config_choices(i, &words);
		item.label = arena_printf(&menu->arena, "%s", config_name(i));
		item.detail = arena_strdup(&menu->arena, value.s);
		item.about = arena_printf(
			&menu->arena,
			"%s: %s. Enter takes the next one and keeps it. For "
			"keys and single colours: gameday config.",
			config_help(i), words.s);
		add(menu, item, NULL, NULL)->setting = i;
		str_finish(&value);
		str_finish(&words);
	}
}

static void fill(struct menu *menu)
{
	arena_reset(&menu->arena);
	menu->count = 0;
	add_guide(menu);
	add_scenarios(menu);
	add_questions(menu);
	add_records(menu);
	add(menu,
	    (struct home_item){ .heading = "Also",
				.label = "History",
				.detail = "all drills, and the trend",
				.about = "What you played, how it was scored, "
					 "and which parts get better." },
	    &cli_history, NULL)
		->text = cli_history_text;
	add_settings(menu);
}

static bool turn_setting(struct menu *menu, int setting, struct err *err)
{
	struct str value = STR_INIT;
	bool good;

	config_turn(&menu->config, setting);
	config_value(&menu->config, setting, &value);
	good = settings_keep(config_name(setting), value.s, err);
	str_finish(&value);
	return good;
}

/* Shows the menu until something is chosen; its place, or HOME_QUIT. */
static int choose(struct menu *menu, struct err *err)
{
	struct home home = { .version = GAMEDAY_VERSION,
			     .items = menu->items,
			     .count = menu->count,
			     .selected = menu->selected };
	struct terminal *terminal;
	int chosen = HOME_FAILED;

	terminal = terminal_open(&menu->config.terminal, err);
	if (terminal)
		chosen = run_home(terminal, &home, err);
	terminal_close(terminal);
	menu->selected = home.selected;
	return chosen;
}

static bool read_text(struct menu *menu, const struct choice *choice,
		      const char *title, struct err *err)
{
	struct str text = STR_INIT;
	struct terminal *terminal;
	struct reader reader;
	bool ok = choice->text(choice->words[0], &text, err);

	terminal = ok ? terminal_open(&menu->config.terminal, err) : NULL;
	if (terminal) {
		reader_init(&reader, title, text.s);
		ok = run_reader(terminal, &reader, err);
		reader_finish(&reader);
	}
	terminal_close(terminal);
	str_finish(&text);
	return ok && terminal;
}

static int act(const struct choice *choice)
{
	char *words[5] = { NULL };
	int count = 0, status;

	words[count++] = mem_strdup(choice->command->name);
	for (int i = 0; choice->words[i]; i++)
		words[count++] = mem_strdup(choice->words[i]);
	status = choice->command->run(count, words);
	for (int i = 0; i < count; i++)
		free(words[i]);
	return status;
}

/* Does what was chosen, and says whether there is a way back: not from what
 * failed, whose words must be seen, and not when the program is to end. */
static bool follow(struct menu *menu, int chosen, int *status, struct err *err)
{
	const struct choice *choice = &menu->choices[chosen];

	if (!choice->command) {
		if (!turn_setting(menu, choice->setting, err))
			*status = cli_fail(err);
	} else if (choice->text) {
		if (!read_text(menu, choice, menu->items[chosen].label, err))
			*status = cli_fail(err);
	} else {
		*status = act(choice);
	}
	return *status == 0 && !terminal_told_to_end();
}

int home_run(void)
{
	struct menu *menu = mem_calloc(1, sizeof(*menu));
	struct err err = { 0 };
	int chosen, status = 0;

	arena_init(&menu->arena);
	if (!settings_load(&menu->config, &err)) {
		arena_finish(&menu->arena);
		free(menu);
		return cli_fail(&err);
	}
	do {
		fill(menu);
		chosen = choose(menu, &err);
		if (chosen == HOME_FAILED)
			status = cli_fail(&err);
	} while (chosen >= 0 && follow(menu, chosen, &status, &err));
	arena_finish(&menu->arena);
	free(menu);
	return status;
}
