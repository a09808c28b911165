package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.reverse.Terms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The tags that come nearest to what is registered.
 *
 * @param tags with prefix, and suffix where one variant of several is meant
 * @param policy the policy of the catalog that they name, if it is new
 * @param terms what is registered
 * @param proof what adopting the target with them changes
 */
public record Proposal(
    SequencedMap<String, String> tags, Optional<PolicyEntry> policy, Terms terms, Proof proof) {
  public Proposal {
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
  }
}
