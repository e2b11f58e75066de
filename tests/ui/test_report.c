/* A report in each style and form, against what it was when somebody last looked
 * at it; GAMEDAY_UPDATE_GOLDEN=1 writes the files anew. */
#include "tests/cmocka_setup.h"

#include "tests/ui/golden.h"
#include "tests/ui/sample_report.h"
#include "ui/report/render.h"

#include <string.h>

static const char *const styles[] = { "review", "aar", "postmortem" };
static const char *const forms[] = { "text", "md", "html" };

static void render(int style, int form, struct str *out)
{
	render_styled(&sample_report, (enum render_style)style,
		      (enum render_format)form, 80, out);
}

static void looks_as_before(void **state)
{
	(void)state;
	for (int style = 0; style < 3; style++)
		for (int form = 0; form < 3; form++) {
			struct str out = STR_INIT;
			char name[32];

			snprintf(name, sizeof(name), "report-%s",
				 styles[style]);
			render(style, form, &out);
			golden_check(name, forms[form], &out);
			str_finish(&out);
		}
}

static void names_are_found(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(render_style_find(styles[i]), i);
	assert_int_equal(render_style_find("hseep"), -1);
}

static const char *place_of(const struct str *text, const char *words)
{
	const char *at = strstr(text->s, words);

	if (!at)
		fail_msg("'%s' is not in:\n%s", words, text->s);
	return at;
}

/* The order that the readers of a review need. */
static void review_has_its_order(void **state)
{
	static const char *const order[] = {
		"Decision: FAIL",
		"Red flag",
		"Strengths",
		"Weaknesses",
		"Reasoning",
		"The hour",
		"Attributes the cost",
		"Tells the manager",
		"Your messages",
		"What each decision was worth",
		"simulated forward",
		"What really happened",
		"What to practise next",
	};

	(void)state;
	for (int form = 0; form < 3; form++) {
		struct str out = STR_INIT;
		const char *last = NULL;

		render(RENDER_REVIEW, form, &out);
		for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
			const char *at;

			if (last)
				str_erase(&out, 0, (size_t)(last - out.s));
			at = place_of(&out, order[i]);
			last = at;
		}
		str_finish(&out);
	}
}

static void every_mark_is_told(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	render(RENDER_REVIEW, RENDER_HTML, &out);
	for (size_t i = 0; i < sample_report.mark_count; i++) {
		char words[24];

		snprintf(words, sizeof(words), "#%u ",
			 sample_report.marks[i].seq);
		place_of(&out, words);
	}
	str_finish(&out);
}

/* What is not true is marked in the player's text, in each form. */
static void falsehoods_are_marked(void **state)
{
	static const char *const marked[] = {
		"[!half of all requests fail!]",
		"**[wrong:** half of all requests fail**]**",
		"title=\"not true at that minute\">half of all requests fail<",
	};

	(void)state;
	for (int form = 0; form < 3; form++) {
		struct str out = STR_INIT;
		char *flat;

		render(RENDER_REVIEW, form, &out);
		flat = out.s;
		for (char *c = flat; *c; c++)
			if (*c == '\n')
				*c = ' ';
		while (form == 0 && strstr(flat, "  "))
			str_erase(&out, (size_t)(strstr(flat, "  ") - flat), 1);
		place_of(&out, marked[form]);
		str_finish(&out);
	}
}

/* The player's own steps and the proposals are told apart. */
static void actions_say_whose_they_are(void **state)
{
	(void)state;
	for (int style = RENDER_AAR; style <= RENDER_POSTMORTEM; style++) {
		struct str out = STR_INIT;

		render(style, RENDER_TEXT, &out);
		place_of(&out, "Piotr           2026-03-11  plan, now");
		place_of(&out, "not set         2026-03-24  plan, weeks");
		/* par's, and not what the plan has as well */
		place_of(
			&out,
			"to be named     2026-03-15  proposed     Lanes by plan");
		assert_null(strstr(out.s, "proposed     Roll back"));
		/* what somebody would practise is no matter of a postmortem */
		assert_int_equal(strstr(out.s, "Ann             next drill") !=
					 NULL,
				 style == RENDER_AAR);
		str_finish(&out);
	}
}

/* Nobody's fault, and luck only where a re-run shows it. */
static void a_postmortem_blames_nobody(void **state)
{
	struct report other = sample_report;
	struct report_counterfactual worse[2] = {
		sample_report.counterfactuals[0]
	};
	struct str out = STR_INIT;

	(void)state;
	render(RENDER_POSTMORTEM, RENDER_TEXT, &out);
	place_of(&out, "It began at 13:50 UTC, 15.0 min before the page.");
	place_of(&out, "Billing by attempt: it showed there, and was not "
		       "looked at.");
	place_of(&out, "it spared 2,310");
	assert_null(strstr(out.s, sample_report.weaknesses[0]));
	assert_null(strstr(out.s, "you never"));
	str_clear(&out);
	worse[0].loss_usd = -2310;
	worse[0].harmful = true;
	worse[1] = worse[0];
	worse[1].action = "tell finance";
	worse[1].subject = "Message to finance";
	other.counterfactuals = worse;
	other.counterfactual_count = 2;
	render_styled(&other, RENDER_POSTMORTEM, RENDER_TEXT, 80, &out);
	place_of(&out, "\"Cap the spend\" cost 2,310 USD more than it");
	assert_null(strstr(out.s, "\"Message to finance\" cost"));
	place_of(&out, "It was not over when the drill ended.");
	place_of(&out, "The record shows nothing; ask those");
	str_finish(&out);
}

/* No plan is said to fail where there is none. */
static void without_a_plan_none_fails(void **state)
{
	struct report other = sample_report;
	struct forward alone = *sample_report.forward;
	struct str out = STR_INIT;

	(void)state;
	alone.planned = false;
	alone.sentence_count = 0;
	other.forward = &alone;
	render_styled(&other, RENDER_REVIEW, RENDER_TEXT, 80, &out);
	place_of(&out, "No plan: the weeks after, simulated forward");
	place_of(&out, "Where the weeks fail without a plan");
	assert_null(strstr(out.s, "The plan, simulated"));
	assert_null(strstr(out.s, "the plan fails"));
	str_finish(&out);
}

static void objectives_are_rated(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	render(RENDER_AAR, RENDER_TEXT, &out);
	place_of(&out, "a     S         0.8 of 1.2  Diagnosis");
	place_of(&out, "a1    P       0.60 of 0.60");
	place_of(&out, "a2    M       0.20 of 0.60");
	place_of(&out, "d     U         0.0 of 0.5  Communication");
	str_finish(&out);
}

/* The sample beside one that did better in some things. */
static void two_drills_side_by_side(void **state)
{
	static const char *const told[] = { "1.3 of 10.0", "6.5 of 10.0",
					    "+5.2", "never", "12.5 min" };
	struct report other = sample_report;
	const struct render_side left = { "drill 1", &sample_report };
	const struct render_side right = { "drill 2, Ann", &other };
	struct str out = STR_INIT;

	(void)state;
	other.score = 6.5;
	other.decision = "PASS";
	other.outcome.minutes_to_mitigate = 12.5;
	other.outcome.loss_usd = 15000;
	other.mark_count -= 2; /* it concluded and told nothing */
	for (int form = 0; form < 3; form++) {
		str_clear(&out);
		render_compare(&left, &right, (enum render_format)form, 80,
			       &out);
		for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
			place_of(&out, told[i]);
		golden_check("report-compare", forms[form], &out);
	}
	str_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(looks_as_before),
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(review_has_its_order),
		cmocka_unit_test(every_mark_is_told),
		cmocka_unit_test(falsehoods_are_marked),
		cmocka_unit_test(actions_say_whose_they_are),
		cmocka_unit_test(a_postmortem_blames_nobody),
		cmocka_unit_test(without_a_plan_none_fails),
		cmocka_unit_test(objectives_are_rated),
		cmocka_unit_test(two_drills_side_by_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
