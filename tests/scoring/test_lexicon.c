#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/stem.h"
#include "scoring/reading/lexicon.h"

static struct arena arena = ARENA_INIT;

static int finish(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void stems(void **state)
{
	struct stemmer *stemmer = stemmer_create();
	char a[STEM_SIZE], b[STEM_SIZE];

	(void)state;
	assert_string_equal(stemmer_stem(stemmer, "retries", a),
			    stemmer_stem(stemmer, "retried", b));
	assert_string_equal(stemmer_stem(stemmer, "queueing", a),
			    stemmer_stem(stemmer, "queue", b));
	assert_string_not_equal(stemmer_stem(stemmer, "queue", a),
				stemmer_stem(stemmer, "quota", b));
	/* A word that is no word stays within its room. */
	stemmer_stem(
		stemmer,
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", a);
	assert_int_equal(strlen(a), STEM_SIZE - 1);
	stemmer_destroy(stemmer);
}

static bool add(struct lexicon *lexicon, const char *json, struct err *err)
{
	struct json_doc *doc = json_parse(json, strlen(json), "l.json", err);
	bool ok = doc && lexicon_add(lexicon, doc, err);

	json_destroy(doc);
	return ok;
}

/* Words that the concept covers in the first sentence; 0 = it is not there. */
static size_t covers(struct lexicon *lexicon, const char *concept,
		     const char *sentence)
{
	const struct text *text = text_read(sentence, &arena);
	struct lexicon_hits hits = lexicon_read(lexicon, text,
						&text->sentences[0], &arena);
	int wanted = lexicon_find(lexicon, concept, strlen(concept));

	assert_true(wanted >= 0);
	for (size_t i = 0; i < hits.count; i++)
		if (hits.items[i].concept == wanted)
			return hits.items[i].count;
	return 0;
}

static void phrases(void **state)
{
	static const struct {
		const char *concept, *sentence;
		size_t words;
	} rows[] = {
		{ "retry", "We stop retrying at night", 1 },
		{ "retry", "We stop reading at night", 0 },
		{ "cap", "a hard spending cap", 2 },
		{ "cap", "a cap on what we do", 0 },
		{ "cap", "a limit for our daily spending", 5 },
		{ "cap", "a limit and then more about all our spending", 0 },
		{ "exact", "two rates", 1 },
		{ "exact", "one rate", 0 },
		{ "exact", "one price", 1 },
		{ "exact", "two prices", 0 },
		{ "many", "42 videos", 2 },
		{ "many", "some videos", 0 },
		{ "many", "at 14:30", 2 },
		{ "both", "the spending cap or retries", 4 },
		{ "both", "the spending cap without retries", 0 },
		{ "start", "unbelievable", 1 },
		{ "start", "believable", 0 },
	};
	struct lexicon *lexicon = lexicon_create();
	struct err err = { 0 };

	(void)state;
	assert_true(add(lexicon,
			"{\"format\":1,\"concepts\":{"
			"\"retry\":[\"retry\"],"
			"\"cap\":[\"spend cap\",\"limit ~ spend\"],"
			"\"exact\":[\"=rates/price\"],"
			"\"many\":[\"# video\",\"at @time\"],"
			"\"both\":[\"{cap} or/and {retry}\"],"
			"\"start\":[\"unbel*\"]}}",
			&err));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t words = covers(lexicon, rows[i].concept,
				      rows[i].sentence);

		if (words != rows[i].words)
			fail_msg("%s in \"%s\": %zu words", rows[i].concept,
				 rows[i].sentence, words);
	}
	lexicon_destroy(lexicon);
}

static void a_later_file_adds(void **state)
{
	struct lexicon *lexicon = lexicon_create();
	struct err err = { 0 };

	(void)state;
	assert_true(add(lexicon, "{\"concepts\":{\"a\":[\"one\"]}}", &err));
	assert_true(add(lexicon,
			"{\"concepts\":{\"a\":[\"two\"],\"b\":[\"{a} x\"]}}",
			&err));
	assert_int_equal(lexicon_count(lexicon), 2);
	assert_int_equal(covers(lexicon, "a", "two"), 1);
	assert_int_equal(covers(lexicon, "b", "two x"), 2);
	lexicon_destroy(lexicon);
}

static void what_is_not_well_formed(void **state)
{
	static const struct {
		const char *json, *says;
	} rows[] = {
		{ "{\"concepts\":{\"a\":[\"x ~\"]}}", "begins and ends" },
		{ "{\"concepts\":{\"a\":[\"~2 x\"]}}", "begins and ends" },
		{ "{\"concepts\":{\"a\":[\"x ~99 y\"]}}", "at most" },
		{ "{\"concepts\":{\"a\":[\"x ~z y\"]}}", "number of words" },
		{ "{\"concepts\":{\"a\":[\"{b} x\"],\"b\":[\"y\"]}}",
		  "no concept {b}" },
		{ "{\"concepts\":{\"a\":[\"{a}\"]}}", "no concept {a}" },
		{ "{\"concepts\":{\"a\":[\"x//y\"]}}", "between words" },
		{ "{\"concepts\":{\"a\":[\" \"]}}", "a text with words" },
		{ "{\"concepts\":{\"a\":[7]}}", "must be a string" },
		{ "{\"concepts\":{\"a\":\"x\"}}",
		  "must be an array, not a string" },
		{ "{\"concepts\":{\"a\":[\"a b c d e f g h i j k l m\"]}}",
		  "at most" },
		{ "{\"konzepts\":{}}", "concepts" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct lexicon *lexicon = lexicon_create();
		struct err err = { 0 };

		if (add(lexicon, rows[i].json, &err) ||
		    !strstr(err.message, rows[i].says))
			fail_msg("%s: %s", rows[i].json, err.message);
		lexicon_destroy(lexicon);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stems),
		cmocka_unit_test(phrases),
		cmocka_unit_test(a_later_file_adds),
		cmocka_unit_test(what_is_not_well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, finish);
}
