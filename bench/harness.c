#include "bench/harness.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <unistd.h>

static double clock_ns(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

double harness_cpu_ns(void)
{
	return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

double harness_wall_ns(void)
{
	return clock_ns(CLOCK_MONOTONIC);
}

void harness_add(struct harness_series *series, double value)
{
	if (series->count < HARNESS_ROUNDS_MAX)
		series->value[series->count++] = value;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double harness_median(const struct harness_series *series)
{
	struct harness_series sorted = *series;
	size_t half = series->count / 2;

	if (series->count == 0)
		return NAN;
	qsort(sorted.value, sorted.count, sizeof(*sorted.value), compare);
	if (series->count % 2 == 1)
		return sorted.value[half];
	return (sorted.value[half - 1] + sorted.value[half]) / 2.0;
}

double harness_low(const struct harness_series *series)
{
	double low = NAN;

	for (size_t i = 0; i < series->count; i++)
		low = fmin(low, series->value[i]);
	return low;
}

double harness_high(const struct harness_series *series)
{
	double high = NAN;

	for (size_t i = 0; i < series->count; i++)
		high = fmax(high, series->value[i]);
	return high;
}

void harness_ratio(struct harness_series *out, const struct harness_series *a,
		   double factor, const struct harness_series *b)
{
	out->count = 0;
	for (size_t i = 0; i < a->count && i < b->count; i++)
		harness_add(out, a->value[i] * factor / b->value[i]);
}

void harness_interleave(struct harness_case *cases, size_t count, size_t rounds)
{
	for (size_t i = 0; i < count; i++)
		cases[i].run(cases[i].context);
	for (size_t round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++) {
			double from = harness_cpu_ns();

			cases[i].run(cases[i].context);
			harness_add(&cases[i].ns, harness_cpu_ns() - from);
		}
}

const char *harness_verdict(double measured, double goal, char *out,
			    size_t size)
{
	if (goal <= 0.0)
		snprintf(out, size, "%s", "");
	else if (measured <= goal)
		snprintf(out, size, "met");
	else if (measured <= 1.095 * goal) /* what just misses must show it */
		snprintf(out, size, "x%.2f of goal",
			 ceil(measured / goal * 100.0) / 100.0);
	else
		snprintf(out, size, "x%.1f of goal", measured / goal);
	return out;
}

const char *harness_format(const struct harness_row *row, char *out,
			   size_t size)
{
	double per = row->per > 0.0 ? row->per : 1.0;
	double median = harness_median(row->series) / per;
	char spread[48], goal[24] = "", verdict[24];
	size_t length;

	snprintf(spread, sizeof(spread), "%.*f..%.*f", row->decimals,
		 harness_low(row->series) / per, row->decimals,
		 harness_high(row->series) / per);
	if (row->goal > 0.0)
		snprintf(goal, sizeof(goal), "<= %g", row->goal);
	snprintf(out, size, "  %-34s %9.*f %-8s %-17s %-8s %-12s %s", row->what,
		 row->decimals, median, row->unit,
		 row->series->count > 1 ? spread : "", goal,
		 harness_verdict(median, row->goal, verdict, sizeof(verdict)),
		 row->remark != NULL ? row->remark : "");
	length = strlen(out);
	while (length > 0 && out[length - 1] == ' ')
		out[--length] = '\0';
	return out;
}

void harness_heading(const char *title)
{
	printf("\n%s\n  %-34s %9s %-8s %-17s %-8s %s\n", title, "", "median",
	       "", "spread", "goal", "verdict");
	fflush(stdout);
}

void harness_print(const struct harness_row *row)
{
	char line[HARNESS_LINE_MAX];

	puts(harness_format(row, line, sizeof(line)));
	fflush(stdout);
}

/* A line "VmRSS:     1234 kB". */
static double status_bytes(const char *key)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	double kilobytes = NAN;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		if (strncmp(line, key, strlen(key)) == 0)
			kilobytes = strtod(line + strlen(key), NULL);
	}
	if (file != NULL)
		fclose(file);
	return kilobytes * 1024.0;
}

double harness_resident_bytes(void)
{
	return status_bytes("VmRSS:");
}

double harness_peak_bytes(void)
{
	return status_bytes("VmHWM:");
}

/* The text behind "model name :" of the first processor. */
static void processor(char *out, size_t size)
{
	FILE *file = fopen("/proc/cpuinfo", "r");
	char line[256];

	snprintf(out, size, "unknown processor");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		const char *colon = strchr(line, ':');

		if (strncmp(line, "model name", 10) == 0 && colon != NULL) {
			snprintf(out, size, "%.*s",
				 (int)strcspn(colon + 2, "\n"), colon + 2);
			break;
		}
	}
	if (file != NULL)
		fclose(file);
}

void harness_machine(void)
{
	char name[128], load[16] = "?";
	FILE *file = fopen("/proc/loadavg", "r");

	processor(name, sizeof(name));
	if (file != NULL) {
		if (fscanf(file, "%15s", load) != 1)
			snprintf(load, sizeof(load), "?");
		fclose(file);
	}
	printf("%s, %ld cores, load %s; " BENCH_BUILD "\n", name,
	       sysconf(_SC_NPROCESSORS_ONLN), load);
}

int64_t harness_argument(int argc, char **argv, int index, int64_t fallback,
			 int64_t low, int64_t high)
{
	int64_t value = fallback;

	if (index < argc && (!number_parse_int64(argv[index], &value) ||
			     value < low || value > high)) {
		fprintf(stderr,
			"%s: argument %d is a number from %" PRId64
			" to %" PRId64 "\n",
			argv[0], index, low, high);
		exit(2);
	}
	return value;
}
