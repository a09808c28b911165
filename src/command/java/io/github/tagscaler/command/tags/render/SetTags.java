package io.github.tagscaler.command.tags.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The commands of the AWS CLI that set and remove tags. */
final class SetTags {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.:/=+@,-]+");

  private SetTags() {}

  /** Sets tags: a line each. */
  static List<String> set(String arn, Map<String, String> tags) {
    var lines = new ArrayList<String>();
    lines.add("aws sagemaker add-tags --resource-arn " + arn + " --tags \\");
    var words =
        tags.entrySet().stream()
            .map(tag -> "Key=%s,Value=%s".formatted(tag.getKey(), tag.getValue()))
            .map(SetTags::quoted)
            .toList();
    for (int i = 0; i < words.size(); i++) {
      lines.add("  " + words.get(i) + (i < words.size() - 1 ? " \\" : ""));
    }
    return lines;
  }

  /** Removes one. */
  static String remove(String arn, String key) {
    return "aws sagemaker delete-tags --resource-arn %s --tag-keys %s".formatted(arn, quoted(key));
  }

  /** As one word of a shell. Neither keys nor values of tags have a quote in them. */
  static String quoted(String word) {
    return BARE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
