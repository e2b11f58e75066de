#include "tests/ui/sample_report.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct report_evidence evidence[] = {
	{ 12, 250, "self-serve 85 % <36,800 USD/h>", false },
	{ 14, 300, "the vendor & nobody else", true },
	{ 0, 0, "2,379 USD above normal", false },
};

static const struct report_criterion diagnosis[] = {
	{ "a1", "Attributes the cost", 0.6, 0.6, "The bill was broken down.",
	  NULL, evidence, 1 },
	{ "a2", "Locates the latency", 0.2, 0.6, "No trace was opened.",
	  "Open a slow trace.", evidence + 1, 1 },
};

static const struct report_criterion measures[] = {
	{ "b1", "Stops the money", 0.5, 0.8, "The money was stopped late.",
	  "Cap the spend at once.", evidence + 2, 1 },
};

static const struct report_criterion words[] = {
	{ "d1", "Tells the manager", 0, 0.5, "One message, half of it true.",
	  "Say only what you know.", NULL, 0 },
};

static const struct report_part parts[] = {
	{ "a", "Diagnosis", 0.8, 1.2, false, diagnosis, COUNT(diagnosis) },
	{ "b", "Measures", 0.5, 0.8, false, measures, COUNT(measures) },
	{ "d", "Communication", 0, 0.5, true, words, COUNT(words) },
};

static const char *const flags[] = { "**Nobody** was told in time." };
static const char *const strengths[] = {
	"**Cost attributed:** the bill was broken down by tenant."
};
static const char *const weaknesses[] = {
	"**Latency not located:** no trace | no hop.",
	"**Told late:** the manager heard after ten minutes.",
};
static const char *const practise[] = { "Open a trace first." };
static const char *const advice[] = { "Give the time of the next update." };
static const char *const refused[] = { "06:00 revert spend-cap: not in force" };

static const struct report_claim claims[] = {
	{ "spend is 44,000 USD/h", "usd_per_hour", 44000, 45132, true },
	{ "half of all requests fail", "error_share", 0.5, 0.05, false },
};
static const struct report_fault faults[] = {
	{ "It is all the vendor's fault.", "blames somebody outside" },
};
static const struct report_message messages[] = {
	{ .seq = 16,
	  .at_s = 600,
	  .audience = "manager",
	  .text = "SEV1: spend is 44,000 USD/h and half of all requests fail. "
		  "It is all the vendor's fault.",
	  .score = 4,
	  .cap = 4,
	  .elements = { 1, 0.5, 0 },
	  .why = { "says where things stand", "half of an impact", NULL },
	  .element_count = 3,
	  .cap_reason = "Capped at 4 of 10, because it blames.",
	  .claims = claims,
	  .claim_count = COUNT(claims),
	  .faults = faults,
	  .fault_count = COUNT(faults),
	  .advice = advice,
	  .advice_count = COUNT(advice) },
};

static const struct report_minute minutes[] = {
	{ 60, 44000, 4, 0.4, 240, 2.5, 40 },
	{ 120, 40000, 4, 0.5, 250, 3, 50 },
	{ 180, 20000, 2, 0.1, NAN, 2, 9 },
	{ 240, 10500, 1, 0.01, 60, 1, 0 },
	{ 300, 10500, 1, 0.01, 60, 1, 0 },
	{ 360, 10500, 1, 0.02, 61, 1, 0 },
	{ 600, 10500, 1.05, 0.01, 60, 1, 0 },
};

static const struct report_mark marks[] = {
	{ 0, 1, "alert", "alert spend-high", "Alert: Spend far above normal" },
	{ 15, 3, "action", "declare sev1", "Declared: SEV1" },
	{ 20, 4, "inject", "inject oncall", "Sam: \"I <3 the pager\"" },
	{ 30, 5, "action", "apply spend-cap", "Ordered: Cap the spend" },
	{ 90, 9, "action", "in force spend-cap", "In force: Cap the spend" },
	{ 260, 13, "action", "conclude preset", "Concluded: A release" },
	{ 600, 16, "message", "tell manager", NULL },
};

static const struct report_step plan[] = {
	{ 20, "now", "rollback", "Roll back", "It is the cause.",
	  "Loses a fix.", "Piotr", "1080p below 10 %", "Release again", "+1d" },
	{ 21, "weeks", "queue", "A job queue", NULL, NULL, NULL, NULL, NULL,
	  "+2w" },
};

static const struct report_link chain[] = {
	{ "Release 2.31 reached everyone.", NULL, REPORT_NEVER,
	  REPORT_SAW_NOT_ASKED, 0, NULL },
	{ "Each order was made twice.", "Billing by attempt", 40,
	  REPORT_SAW_MISSED, 0, "Nobody looked." },
};

static const struct report_counterfactual counterfactuals[] = {
	{ 5,
	  30,
	  "apply spend-cap",
	  "Cap the spend",
	  "removed",
	  0,
	  2310.4,
	  90,
	  2400,
	  2000,
	  -40,
	  12,
	  20,
	  true,
	  5,
	  true,
	  false,
	  refused,
	  COUNT(refused),
	  "Without the cap the loss would have been 2,310 USD higher." },
	{ 5,
	  30,
	  "apply spend-cap",
	  "Cap the spend",
	  "earlier",
	  10,
	  -20,
	  60,
	  -10,
	  -15,
	  3,
	  5,
	  NAN,
	  false,
	  9,
	  false,
	  false,
	  NULL,
	  0,
	  "At 00:10 there is no clear difference." },
};

static const struct forward_day plan_days[] = {
	{ 300, 280, 0.01, 60, 1, 1, 4 },
	{ 250, 280, 0.01, 61, 1, 0.95, 3 },
	{ 420, 280, 0.08, 190, 0.8, 0.7, 90 },
};
static const struct forward_day nothing_days[] = {
	{ 1100, 280, 0.4, 240, 0, 0, 900 },
	{ 1090, 280, 0.4, 240, 0, 0, 880 },
	{ 1200, 280, 0.5, 260, 0, 0, 1200 },
};
static const struct forward_mark forward_marks[] = {
	{ 2, 90000, FORWARD_MEASURE, "Roll back" },
	{ 3, 180000, FORWARD_LAUNCH, "Launch" },
};
static const struct forward_failure failures[] = {
	{ 3, 180000, "errors", "launch",
	  "On day 3, in the launch, 8 % of requests fail." },
};
static const struct forward_measure in_force[] = {
	{ "spend-cap", "Cap the spend", 0, 0, 0, false, NULL },
	{ "rollback", "Roll back", 90000, 100, 5, true, "due a day too early" },
};
static const struct forward_measure of_par[] = {
	{ "rollback", "Roll back", 0, 0, 0, false, NULL },
	{ "lanes", "Lanes by plan", 345600, 500, 0, false, NULL },
};
static const struct forward_line lines[] = {
	{ .id = "plan",
	  .title = "Your plan",
	  .days = plan_days,
	  .usd = 970,
	  .budget_usd = 840,
	  .errors_met = 0.93,
	  .p95_met = 0.88,
	  .failed_users = 97,
	  .failures = failures,
	  .failure_count = COUNT(failures),
	  .marks = forward_marks,
	  .mark_count = COUNT(forward_marks),
	  .measures = in_force,
	  .measure_count = COUNT(in_force),
	  .hours_simulated = 24,
	  .windows = 12,
	  .slice_min = 20 },
	{ .id = "nothing",
	  .title = "Doing nothing",
	  .days = nothing_days,
	  .usd = 3390,
	  .budget_usd = 840,
	  .failed_users = 2980 },
	{ .id = "par",
	  .title = "Par",
	  .days = plan_days,
	  .usd = 800,
	  .budget_usd = 840,
	  .errors_met = 1,
	  .p95_met = 0.99,
	  .failed_users = 60,
	  .holds = true,
	  .measures = of_par,
	  .measure_count = COUNT(of_par) },
};
static const char *const outlook[] = {
	"The plan fails in the launch of day 3."
};
static const struct forward forward = {
	.day_count = 3,
	.start = "2026-03-10T15:05",
	.error_limit = 0.05,
	.p95_limit_s = 90,
	.percentile = "p95",
	.planned = true,
	.lines = lines,
	.line_count = COUNT(lines),
	.sentences = outlook,
	.sentence_count = COUNT(outlook),
};

const struct report sample_report = {
	.scenario = "sample",
	.scenario_title = "A sample & its <report>",
	.variant = "preset",
	.variant_title = "A release",
	.cause = "A release changed the default",
	.player = "Ann",
	.mode = "exam",
	.start = "2026-03-10T14:05",
	.zone = "UTC",
	.start_utc_s = 1773151500,
	.began_s = -900,
	.seed = 7,
	.decision = "FAIL",
	.score = 1.3,
	.max = 10,
	.pass = 6,
	.parts = parts,
	.part_count = COUNT(parts),
	.red_flags = flags,
	.red_flag_count = COUNT(flags),
	.strengths = strengths,
	.strength_count = COUNT(strengths),
	.weaknesses = weaknesses,
	.weakness_count = COUNT(weaknesses),
	.reasoning = "The cause was found.\nNobody was told.",
	.practise = practise,
	.practise_count = COUNT(practise),
	.outcome = { .minutes_to_diagnose = 4.3,
		     .minutes_to_mitigate = NAN,
		     .excess_usd = 2379,
		     .failed_users = 305,
		     .loss_usd = 16902,
		     .spend_ratio_end = 0.8,
		     .error_rate_end = 0.018,
		     .p95_s_end = 59 },
	.nothing = { .excess_usd = 24033,
		     .failed_users = 8202,
		     .loss_usd = 110803 },
	.par = { .excess_usd = 2900, .failed_users = 334, .loss_usd = 13984 },
	.has_par = true,
	.debrief = REPORT_DEBRIEF_FULL,
	.forward = &forward,
	.counterfactuals = counterfactuals,
	.counterfactual_count = COUNT(counterfactuals),
	.messages = messages,
	.message_count = COUNT(messages),
	.minutes = minutes,
	.minute_count = COUNT(minutes),
	.marks = marks,
	.mark_count = COUNT(marks),
	.plan = plan,
	.plan_count = COUNT(plan),
	.chain = chain,
	.chain_count = COUNT(chain),
	.hash = 0xabc,
	.engine_version = 3,
	.scoring_version = 2,
};
