/* gameday sim: run any model file and print its measures. */
#include "cli/cli.h"
#include "cli/sim_changes.h"
#include "cli/sim_print.h"

#include "base/calendar.h"
#include "base/mem.h"
#include "base/mem_limit.h"
#include "base/number.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOURS_MAX 1000.0
#define WARM_UP_SHARE 0.1 /* of the time, simulated before it counts */
#define REPLICATIONS 10
#define PATIENCE_S 3	 /* before it is said that it takes long */
#define WORD_S 20	 /* and between two words after that */
#define MEMORY_SHARE 0.5 /* of what there is */

/* Set by SIGINT and SIGTERM. */
static atomic_bool stop;
/* How far it is, for SIGALRM. */
static _Atomic uint64_t done_us;
static uint64_t all_us;

static void on_stop(int signal)
{
	(void)signal;
	atomic_store(&stop, true);
}

/* Only what a signal handler may do: printf() is not of it. */
static void on_patience(int signal)
{
	char line[] = "gameday: still simulating,   0 % done; Ctrl-C stops it "
		      "(fewer --seconds or --replications take less)\n";
	char *digit = strchr(line, '%') - 2;
	uint64_t percent = atomic_load(&done_us) / (all_us / 100 + 1);
	ssize_t written;

	(void)signal;
	for (; percent > 0; percent /= 10)
		*digit-- = (char)('0' + percent % 10);
	written = write(STDERR_FILENO, line, sizeof(line) - 1);
	(void)written;
	alarm(WORD_S);
}

/* A second Ctrl-C ends the program as it always does. */
static void watch_signals(void)
{
	struct sigaction action = { .sa_handler = on_stop };

	sigemptyset(&action.sa_mask);
	action.sa_flags = SA_RESTART | (int)SA_RESETHAND;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	action.sa_handler = on_patience;
	sigaction(SIGALRM, &action, NULL);
	alarm(PATIENCE_S);
}

/* What the command line says, as words. */
struct words {
	const char *seed, *hours, *seconds, *warm_up, *replications, *threads,
		*format;
};

/* Above `low` (or from it on, if that is 0 of another thing) to `high`. */
static bool read_number(const char *name, const char *text, double low,
			bool with_low, double high, double *out,
			struct err *err)
{
	if (!text)
		return true;
	if (number_parse_double(text, out) && *out <= high &&
	    (with_low ? *out >= low : *out > low))
		return true;
	return err_set(err, ERR_INPUT,
		       "--%s is %s %.10g %s %.10g, not \"%.40s\"", name,
		       with_low ? "from" : "above", low,
		       with_low ? "to" : "and at most", high, text);
}

static bool read_count(const char *name, const char *text, uint64_t low,
		       uint64_t high, unsigned *out, struct err *err)
{
	uint64_t count;

	if (!text)
		return true;
	if (!number_parse_u64(text, &count) || count < low || count > high)
		return err_set(err, ERR_INPUT,
			       "--%s is a whole number from %llu to %llu, not "
			       "\"%.40s\"",
			       name, (unsigned long long)low,
			       (unsigned long long)high, text);
	*out = (unsigned)count;
	return true;
}

static bool read_times(const struct words *words, struct sim_experiment *x,
		       struct err *err)
{
	double hours = 1.0, seconds, warm_up;

	if (words->hours && words->seconds)
		return err_set(err, ERR_INPUT,
			       "--hours and --seconds say the same thing: give "
			       "one of them");
	if (!read_number("hours", words->hours, 0, false, HOURS_MAX, &hours,
			 err))
		return false;
	seconds = hours * 3600.0;
	if (!read_number("seconds", words->seconds, 0, false,
			 HOURS_MAX * 3600.0, &seconds, err))
		return false;
	x->length_us = (int64_t)(seconds * 1e6);
	x->warm_up_us = (int64_t)(WARM_UP_SHARE * (double)x->length_us);
	if (x->length_us < 1)
		return err_set(err, ERR_INPUT,
			       "that is less than a microsecond; simulate a "
			       "longer time");
	if (!words->warm_up)
		return true;
	if (!read_number("warm-up", words->warm_up, 0, true, HOURS_MAX * 3600.0,
			 &warm_up, err))
		return false;
	x->warm_up_us = (int64_t)(warm_up * 1e6);
	return true;
}

static bool read_words(const struct words *words, struct sim_experiment *x,
		       struct err *err)
{
	x->seed = 1;
	x->replications = REPLICATIONS;
	if (strcmp(words->format, "text") != 0 &&
	    strcmp(words->format, "json") != 0)
		return err_set(err, ERR_INPUT,
			       "--format is text or json, not \"%s\"",
			       words->format);
	return (!words->seed || cli_seed(words->seed, &x->seed, err)) &&
	       read_times(words, x, err) &&
	       read_count("replications", words->replications, 1,
			  SIM_REPLICATIONS_MAX, &x->replications, err) &&
	       read_count("threads", words->threads, 0, SIM_THREADS_MAX,
			  &x->threads, err);
}

/* Runs what has been read; the text is what to print. */
static bool simulate(const char *path, const struct words *words,
		     const struct sim_wishes *wishes, struct sim_experiment *x,
		     struct str *out, struct err *err)
{
	struct json_doc *doc = json_parse_file(path, err);
	struct sim_model *model =
		doc ? sim_model_parse(doc, json_root(doc), err) : NULL;
	struct sim_change *changes = mem_calloc(wishes->count + 1,
						sizeof *changes);
	struct sim_findings *findings = NULL;

	x->model = model;
	x->changes = changes;
	x->change_count = wishes->count;
	x->memory_bytes = (uint64_t)(MEMORY_SHARE * (double)mem_limit());
	x->done_us = &done_us;
	all_us = (uint64_t)(x->warm_up_us + x->length_us) * x->replications;
	if (model && sim_changes(wishes, x, changes, err)) {
		watch_signals();
		findings = sim_replicate(x, &stop, err);
		alarm(0);
	}
	if (findings && strcmp(words->format, "json") == 0)
		sim_print_json(x, findings, out);
	else if (findings)
		sim_print_text(strcmp(path, "-") == 0 ? "standard input" : path,
			       x, findings, out);
	free(changes);
	sim_model_destroy(model);
	json_destroy(doc);
	sim_findings_destroy(findings);
	return findings != NULL;
}

static int run_command(int argc, char **argv)
{
	struct words words = { .format = "text" };
	struct sim_wishes wishes = { .count = 0 };
	const struct cli_option options[] = {
		{ .name = "seed", .value = &words.seed },
		{ .name = "hours", .value = &words.hours },
		{ .name = "seconds", .value = &words.seconds },
		{ .name = "warm-up", .value = &words.warm_up },
		{ .name = "replications", .value = &words.replications },
		{ .name = "set", .take = sim_take_set, .context = &wishes },
		{ .name = "at", .take = sim_take_at, .context = &wishes },
		{ .name = "threads", .value = &words.threads },
		{ .name = "format", .value = &words.format },
	};
	struct sim_experiment experiment = { 0 };
	struct str out = STR_INIT;
	struct err err = { 0 };
	int n;
	bool ok;

	if (!cli_parse(&cli_sim, argc, argv, options,
		       sizeof(options) / sizeof(options[0]), 1, &n, &err) ||
	    !read_words(&words, &experiment, &err))
		return cli_fail(&err);
	if (n != 1) {
		err_set(&err, ERR_INPUT,
			"a model file is wanted; usage: gameday sim %s",
			cli_sim.usage);
		return cli_fail(&err);
	}
	ok = simulate(argv[1], &words, &wishes, &experiment, &out, &err) &&
	     cli_print(&out, &err);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

static const char more[] =
	"\n"
	"  --seed N           what chance begins with: 1\n"
	"  --hours H          simulated time that counts: 1 (or --seconds S)\n"
	"  --warm-up S        seconds before that, not counted: a tenth of it\n"
	"  --replications N   independent runs: 10\n"
	"  --set NAME=VALUE   another number than the model's, from the beginning\n"
	"  --at S NAME=VALUE  the same from second S on; 0 is the end of the warm-up\n"
	"  --threads N        one per core; changes nothing but the time it takes\n"
	"  --format json      everything, with all digits; text is a table\n"
	"\n"
	"A model is a JSON file: docs/model-format.md. Some to begin with:\n"
	"\n"
	"  gameday sim examples/models/mm1.json\n"
	"  gameday sim examples/models/mm1.json --set people.rate_per_s=0.5\n"
	"  gameday sim examples/models/retry-storm.json --seconds 600 \\\n"
	"      --at 60 store.servers=0 --at 70 store.servers=30\n";

const struct cli_command cli_sim = {
	.name = "sim",
	.usage = "MODEL [--seed N] [--hours H | --seconds S] [--warm-up S] "
		 "[--replications N] [--set NODE.PARAMETER=VALUE ...] "
		 "[--at SECONDS NODE.PARAMETER=VALUE ...] [--threads N] "
		 "[--format text|json]",
	.help = "run a model file and print its measures, with intervals",
	.more = more,
	.run = run_command,
};
