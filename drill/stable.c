#include "drill/drill_internal.h"
#include "drill/figure.h"

#include <math.h>

#define STABLE_S 600
#define LOOK_S 10	 /* how often it is looked at */
#define OVER_S 180	 /* an unlucky minute is no relapse */
#define STABLE_RATIO 1.5 /* of the normal spend, if no objective says it */

bool drill_is_stable(const struct drill *drill)
{
	double ratio = figure_over(drill, "spend_ratio", OVER_S);
	bool said = false;

	if (isnan(ratio))
		return false;
	for (size_t i = 0; i < drill->pack->slo_count; i++) {
		const struct pack_slo *slo = &drill->pack->slos[i];

		said |= !strcmp(slo->figure, "spend_ratio");
		if (figure_over(drill, slo->figure, OVER_S) > slo->max)
			return false;
	}
	return said || ratio < STABLE_RATIO;
}

void stable_tick(struct drill *drill)
{
	if (drill->now_s % LOOK_S)
		return;
	if (!drill_is_stable(drill)) {
		drill->quiet_since_s = -1;
		drill->offered_end = false;
		return;
	}
	if (drill->quiet_since_s < 0)
		drill->quiet_since_s = drill->now_s;
	if (drill->offered_end ||
	    drill->now_s - drill->quiet_since_s < STABLE_S)
		return;
	drill->offered_end = true;
	drill_log(drill, EVENT_STABLE, NULL, NULL,
		  "Ten quiet minutes: the drill can be ended.", 0);
}
