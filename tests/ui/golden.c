#include "tests/ui/golden.h"

#include "tests/cmocka_setup.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

void golden_check(const char *name, const char *size, const struct str *screen)
{
	struct str path = STR_INIT, golden = STR_INIT;
	struct err err = { 0 };

	str_addf(&path, "%s/tests/ui/golden/%s-%s.txt",
		 getenv("GAMEDAY_DATA_DIR"), name, size);
	if (getenv("GAMEDAY_UPDATE_GOLDEN")) {
		if (!file_write(path.s, screen->s, screen->length, &err))
			fail_msg("%s", err.message);
	} else {
		if (!file_read(path.s, 1u << 20, &golden, &err))
			fail_msg("%s", err.message);
		if (strcmp(golden.s, screen->s) != 0)
			fail_msg("%s differs; it is now:\n%s", path.s,
				 screen->s);
	}
	str_finish(&path);
	str_finish(&golden);
}
