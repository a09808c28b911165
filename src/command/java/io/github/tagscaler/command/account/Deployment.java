package io.github.tagscaler.command.account;

import io.github.tagscaler.command.access.Attempt;
import java.util.List;
import java.util.Optional;

/** Reads what a stack has deployed. */
public interface Deployment {

  /** A stack; empty if there is none of that name. */
  Attempt<Optional<Stack>> stack(String name);

  /** The configuration of a function. */
  Attempt<FunctionState> function(String name);

  /** What starts a function, or a version of it, from that queue, of which this is the ARN. */
  Attempt<List<EventSource>> eventSources(String function, String queue);

  /** A rule with its targets; empty if there is none of that name. */
  Attempt<Optional<Rule>> rule(RuleName name);

  /** Whether an event matches a pattern. */
  Attempt<Boolean> matches(String pattern, String event);

  /** How much is in a queue. */
  Attempt<QueueDepth> queue(String url);

  /** The alarms of these names. */
  Attempt<List<AlarmState>> alarms(List<String> names);
}
