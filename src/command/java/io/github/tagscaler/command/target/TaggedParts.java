package io.github.tagscaler.command.target;

import io.github.tagscaler.command.access.Attempt;
import java.util.List;

/** Port: the tags of an endpoint's config and of its models, which Tagscaler does not read. */
public interface TaggedParts {
  /** The config of that endpoint, and the models in it. */
  Attempt<List<TaggedPart>> of(String endpoint, String endpointArn);
}
