#include "base/mem_limit.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define LINE_MAX_BYTES 32

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t of_machine(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long page = sysconf(_SC_PAGESIZE);

	if (pages <= 0 || page <= 0)
		return UINT64_MAX;
	return (uint64_t)pages * (uint64_t)page;
}

static uint64_t of_process(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_AS, &limit) != 0 ||
	    limit.rlim_cur == RLIM_INFINITY)
		return UINT64_MAX;
	return limit.rlim_cur;
}

/* A file with one number, or with a word ("max") where there is no limit. */
static uint64_t of_file(const char *path)
{
	char line[LINE_MAX_BYTES];
	FILE *file = fopen(path, "re");
	uint64_t limit;
	bool read;

	if (file == NULL)
		return UINT64_MAX;
	read = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	if (!read)
		return UINT64_MAX;
	line[strcspn(line, "\n")] = '\0';
	return number_parse_u64(line, &limit) ? limit : UINT64_MAX;
}

uint64_t mem_limit(void)
{
	static const char *const groups[] = {
		"/sys/fs/cgroup/memory.max",
		"/sys/fs/cgroup/memory/memory.limit_in_bytes",
	};
	uint64_t limit = least(of_machine(), of_process());

	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		limit = least(limit, of_file(groups[i]));
	return limit;
}
