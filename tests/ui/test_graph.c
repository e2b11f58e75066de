#include "tests/cmocka_setup.h"
#include "ui/graph.h"

#include <math.h>
#include <string.h>

static void draw(struct surface *surface, const struct graph *graph,
		 struct str *out)
{
	surface_clear(surface);
	graph_draw(graph, surface, surface_area(surface));
	str_clear(out);
	surface_dump(surface, false, out);
}

static void test_glyph_sets(void **state)
{
	static const double values[16] = { 0, 1, 2, 3, 4, 5, 6, 7,
					   7, 6, 5, 4, 3, 2, 1, 0 };
	struct graph graph = {
		.kind = GRAPH_AREA,
		.series = { { values, ROLE_GRAPH1 } },
		.series_count = 1,
		.slo = NAN,
		.high = 7,
		.cursor = -1,
	};
	struct surface surface;
	struct str out = STR_INIT;

	(void)state;
	surface_init(&surface, 2, 8);
	graph.count = graph_dots(&surface, 8);
	assert_int_equal(graph.count, 16);
	draw(&surface, &graph, &out);
	assert_string_equal(out.s, "  ⣠⣾⣷⣄\n⢠⣾⣿⣿⣿⣿⣷⡄\n");
	surface.glyphs = GLYPHS_BLOCK;
	graph.count = graph_dots(&surface, 8);
	assert_int_equal(graph.count, 8);
	draw(&surface, &graph, &out);
	assert_string_equal(out.s, "    ▄▄██\n ▄██████\n");
	surface.glyphs = GLYPHS_ASCII;
	draw(&surface, &graph, &out);
	assert_string_equal(out.s, "    ..##\n .######\n");
	surface_finish(&surface);
	str_finish(&out);
}

/* Without colours the ends of series have their numbers: lines at their
 * height, those of one height beside each other, bands in their middle. */
static void test_series_are_numbered_without_colours(void **state)
{
	static const double low[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
	static const double same[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
	static const double high[8] = { 7, 7, 7, 7, 7, 7, NAN, NAN };
	struct graph graph = {
		.kind = GRAPH_LINES,
		.count = 8,
		.series = { { low, ROLE_GRAPH1 },
			    { same, ROLE_GRAPH2 },
			    { high, ROLE_GRAPH3 } },
		.series_count = 3,
		.slo = NAN,
		.high = 7,
		.cursor = -1,
	};
	struct surface surface;
	struct str out = STR_INIT;

	(void)state;
	surface_init(&surface, 3, 8);
	surface.glyphs = GLYPHS_ASCII;
	draw(&surface, &graph, &out);
	assert_null(strchr(out.s, '1'));
	surface.colorless = true;
	draw(&surface, &graph, &out);
	assert_string_equal(out.s, "'''''3\n\n''''''21\n");
	graph.kind = GRAPH_STACK;
	graph.series_count = 2;
	graph.high = 2;
	draw(&surface, &graph, &out);
	assert_non_null(strstr(out.s, "2\n"));
	assert_true(strchr(out.s, '2') < strchr(out.s, '1'));
	surface_finish(&surface);
	str_finish(&out);
}

static void test_gaps_and_nonsense(void **state)
{
	static const double values[8] = { NAN, -5, INFINITY,  1e300,
					  NAN, 0,  -INFINITY, 3 };
	struct graph graph = {
		.kind = GRAPH_LINES,
		.count = 8,
		.series = { { values, ROLE_GRAPH1 }, { values, ROLE_GRAPH2 } },
		.series_count = 2,
		.baseline = values,
		.slo = 2,
		.unit = "USD/h",
		.high = NAN,
		.cursor = 3,
	};
	struct surface surface;
	struct str out = STR_INIT;

	(void)state;
	surface_init(&surface, 3, 4);
	for (int kind = GRAPH_LINES; kind <= GRAPH_STACK; kind++) {
		graph.kind = (enum graph_kind)kind;
		draw(&surface, &graph, &out);
	}
	graph.count = 0;
	draw(&surface, &graph, &out);
	surface_finish(&surface);
	str_finish(&out);
}

static void test_short_numbers(void **state)
{
	char text[SHORT_NUMBER_MAX];

	(void)state;
	assert_string_equal(short_number("ratio", 0.31, text), "31 %");
	assert_string_equal(short_number("x", 4.08, text), "4.1x");
	assert_string_equal(short_number("s", 93.2, text), "93 s");
	assert_string_equal(short_number("s", 0.117, text), "0.12 s");
	assert_string_equal(short_number("s", 0.997, text), "1.0 s");
	assert_string_equal(short_number("x", 125.4, text), "125x");
	assert_string_equal(short_number("USD/h", 43100, text), "43.1k");
	assert_string_equal(short_number("USD/h", NAN, text), "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_glyph_sets),
		cmocka_unit_test(test_gaps_and_nonsense),
		cmocka_unit_test(test_series_are_numbered_without_colours),
		cmocka_unit_test(test_short_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
