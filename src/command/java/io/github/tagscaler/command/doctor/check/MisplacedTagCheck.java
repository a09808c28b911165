package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.TaggedResource;
import io.github.tagscaler.policy.PolicyReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tags of Tagscaler on endpoint configurations and models, where nobody reads them. */
public final class MisplacedTagCheck implements Check {
  private static final int MOST = 3;

  private final Account account;
  private final PolicyReader policies;
  private final AwsCli cli;

  public MisplacedTagCheck(Account account, PolicyReader policies, AwsCli cli) {
    this.account = account;
    this.policies = policies;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.FLEET;
  }

  @Override
  public String subject() {
    return "Misplaced tags";
  }

  @Override
  public List<Finding> findings() {
    var all = new ArrayList<TaggedResource>();
    for (var type : List.of("sagemaker:endpoint-config", "sagemaker:model")) {
      var tagged = account.tagged(type);
      if (!(tagged instanceof Attempt.Read(var found))) {
        return Finding.of(subject(), tagged, _ -> List.of());
      }
      all.addAll(found);
    }
    var misplaced =
        all.stream()
            .filter(resource -> policies.concerns(resource.tags()))
            .sorted(Comparator.comparing(TaggedResource::path))
            .toList();
    return misplaced.isEmpty()
        ? List.of(Finding.ok(subject(), "none on endpoint configurations and models"))
        : findings(misplaced);
  }

  private List<Finding> findings(List<TaggedResource> misplaced) {
    var findings = new ArrayList<Finding>();
    misplaced.stream().limit(MOST).map(this::finding).forEach(findings::add);
    int more = misplaced.size() - MOST;
    if (more > 0) {
      findings.add(
          Finding.warning(
              subject(),
              "And %s more with such tags.".formatted(Text.count(more, "resource")),
              cli.aws(
                  "resourcegroupstaggingapi",
                  "get-resources",
                  "--resource-type-filters",
                  "sagemaker:endpoint-config",
                  "sagemaker:model")));
    }
    return findings;
  }

  private Finding finding(TaggedResource resource) {
    var keys =
        resource.tags().keySet().stream()
            .filter(key -> policies.concerns(java.util.Map.of(key, "")))
            .sorted()
            .toList();
    return Finding.warning(
        subject(),
        "%s has %s. Tags there are not read: tag the endpoint or the inference component."
            .formatted(resource.path(), Text.list(keys)),
        cli.aws(
            AwsCli.words(
                keys.stream(),
                "sagemaker",
                "delete-tags",
                "--resource-arn",
                resource.arn(),
                "--tag-keys")));
  }
}
