#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

#define ROLES_MAX 32

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	if (strlen(command->object) > COMMAND_ACTOR_MAX)
		return err_set(err, ERR_INPUT, "a name has at most %d letters",
			       COMMAND_ACTOR_MAX);
	if (drill->roles.count >= ROLES_MAX)
		return err_set(err, ERR_LIMIT, "at most %d people have a role",
			       ROLES_MAX);
	return true;
}

/* One role a person; a role can be handed on. */
static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	(void)seq;
	for (size_t i = drill->roles.count; i-- > 0;) {
		struct role *role = &drill->roles.items[i];

		if (!strcmp(role->role, command->subject) ||
		    !strcmp(role->name, command->object))
			vec_remove(&drill->roles, i);
	}
	vec_push(&drill->roles, ((struct role){ .name = command->object,
						.role = command->subject }));
}

const struct verb verb_role = {
	.while_planning = true,
	.decide = decide,
	.apply = apply,
};
