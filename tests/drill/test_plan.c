#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include <stdio.h>

#define COUNT_OF(a) (sizeof(a) / sizeof(*(a)))

/* What is taken, and what is refused with these words; NULL = taken. */
static const struct {
	const char *args, *refused;
} rows[] = {
	{ "due=+1d", NULL },
	{ "due=+2w", NULL },
	{ "due=+999d", NULL },
	{ "due=2031-02-28", NULL },
	{ "due=2032-02-29", NULL },
	{ "owner=Ann due=+3d", NULL },
	{ "owner=\"J. K.\"", NULL },
	{ "owner=\"\xc3\x96z\"", NULL },
	{ "due=yesterday", "write +3d, +2w" },
	{ "due=soon", "write +3d, +2w" },
	{ "due=2031-02-31", "write +3d, +2w" },
	{ "due=2031-13-01", "write +3d, +2w" },
	{ "due=1999-01-01", "or a day from" },
	{ "due=+99999999999d", "write +3d" },
	{ "due=+1000d", "write +3d" },
	{ "due=+0d", "write +3d" },
	{ "due=+3", "write +3d" },
	{ "due=3d", "write +3d" },
	{ "due=+d", "write +3d" },
	{ "due=+3days", "write +3d" },
	{ "owner=x", "two letters" },
	{ "owner=\"12 34\"", "two letters" },
};

static void owners_and_dates(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char line[160];

		snprintf(line, sizeof(line),
			 "plan now spend-cap why=\"it holds\" %s",
			 rows[i].args);
		if (rows[i].refused)
			tiny_refused(drill, "00:10", line, rows[i].refused);
		else
			tiny_do(drill, "00:10", line);
	}
	drill_destroy(drill);
	pack_destroy(pack);
}

/* The day of the drill itself is over before the plan begins. */
static void today_is_too_late(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	char line[80];

	(void)state;
	snprintf(line, sizeof(line), "plan now spend-cap due=%.10s",
		 pack->start);
	tiny_refused(drill, "00:10", line, "or a day from");
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(owners_and_dates),
		cmocka_unit_test(today_is_too_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
