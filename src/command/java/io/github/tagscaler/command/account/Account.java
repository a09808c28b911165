package io.github.tagscaler.command.account;

import io.github.tagscaler.command.access.Attempt;
import java.util.List;
import java.util.Optional;

/** Reads who calls, what roles may do, and what the account records. */
public interface Account {

  /** Who calls. */
  Attempt<Caller> caller();

  /** The ARN of a role; empty if there is none. */
  Attempt<Optional<String>> role(String name);

  /**
   * What the policies of a role decide.
   *
   * @param role its ARN
   */
  Attempt<List<AccessDecision>> decisions(String role, AccessRequest request);

  /** The trails that log in the region. */
  Attempt<List<Trail>> trails();

  /**
   * The resources of a type that have tags.
   *
   * @param type such as {@code sagemaker:model}
   */
  Attempt<List<TaggedResource>> tagged(String type);
}
