/*
 * What the loaders say of files that come in on standard input, for schema.py.
 *
 * usage: verdicts FOLDER             files of the pack in FOLDER, one replaced
 *                                    or added
 *        verdicts --question FOLDER  files written over those in FOLDER
 *        verdicts --model            models
 *
 * In: "NAME LENGTH\n" and the bytes, again and again.  Out: a line each, "ok" or
 * why not.
 */
#include "base/json.h"
#include "base/mem.h"
#include "scenarios/pack.h"
#include "scoring/answers/question.h"
#include "scoring/score.h"
#include "sim/model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 8
#define TEXT_MAX (4u << 20)

static bool model_is_good(const char *text, size_t length, struct err *err)
{
	struct json_doc *doc = json_parse(text, length, "model", err);
	struct sim_model *model =
		doc ? sim_model_parse(doc, json_root(doc), err) : NULL;
	bool good = model != NULL;

	sim_model_destroy(model);
	json_destroy(doc);
	return good;
}

static bool pack_is_good(const struct pack *base, const char *name,
			 const char *text, size_t length, struct err *err)
{
	struct pack_file files[FILES_MAX];
	size_t count, at = FILES_MAX;
	const struct pack_file *given = pack_files(base, &count);
	struct pack *pack;
	bool good;

	for (size_t i = 0; i < count && i < FILES_MAX - 1; i++) {
		files[i] = given[i];
		if (strcmp(given[i].name, name) == 0)
			at = i;
	}
	at = at < count ? at : count++;
	files[at] = (struct pack_file){ name, text, length };
	pack = pack_load_files(files, count, "", err);
	good = pack && (!pack->rubric || score_check_rubric(pack, err));
	pack_destroy(pack);
	return good;
}

static bool question_is_good(const char *folder, const char *name,
			     const char *text, size_t length, struct err *err)
{
	char path[512];
	struct question *question;
	FILE *file;
	bool written;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	if (!file)
		exit(2);
	written = fwrite(text, 1, length, file) == length;
	if (fclose(file) != 0 || !written)
		exit(2);
	question = question_load(folder, err);
	question_destroy(question);
	return question != NULL;
}

static int judge_all(const struct pack *base, const char *question)
{
	char name[64];
	size_t length;

	while (scanf("%63s %zu", name, &length) == 2) {
		struct err err = { 0 };
		char *text;
		bool good;

		if (getchar() != '\n' || length > TEXT_MAX)
			return 2;
		text = mem_alloc(length + 1);
		if (fread(text, 1, length, stdin) != length)
			return 2;
		text[length] = '\0';
		if (question)
			good = question_is_good(question, name, text, length,
						&err);
		else
			good = base ? pack_is_good(base, name, text, length,
						   &err)
				    : model_is_good(text, length, &err);
		printf("%s\n", good ? "ok" : err.message);
		fflush(stdout);
		free(text);
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	struct pack *base = NULL;
	int status;

	if (argc == 3 && strcmp(argv[1], "--question") == 0)
		return judge_all(NULL, argv[2]);
	if (argc != 2)
		return 2;
	if (strcmp(argv[1], "--model") != 0) {
		base = pack_load(argv[1], &err);
		if (!base) {
			fprintf(stderr, "%s\n", err.message);
			return 2;
		}
	}
	status = judge_all(base, NULL);
	pack_destroy(base);
	return status;
}
