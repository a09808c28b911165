package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Whether a role can delete endpoints that scale, and change their instance type. */
public final class DeployRoleCheck implements Check {
  private final Account account;
  private final String role;
  private final AccessNeeds needs;
  private final AwsCli cli;

  /**
   * A check of a role.
   *
   * @param role its ARN
   */
  public DeployRoleCheck(Account account, String role, Scope scope, AwsCli cli) {
    this.account = account;
    this.role = role;
    this.needs = new AccessNeeds(scope);
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.PERMISSIONS;
  }

  @Override
  public String subject() {
    return "Deploy role";
  }

  private String name() {
    return role.substring(role.lastIndexOf('/') + 1);
  }

  @Override
  public List<Finding> findings() {
    var decisions = new RoleDecisions(account);
    return Finding.of(
        subject(),
        decisions.refused(role, needs.deletes()),
        deletes ->
            Finding.of(
                subject(),
                decisions.refused(role, needs.typeChanges()),
                changes -> {
                  var findings = new ArrayList<Finding>();
                  if (!deletes.isEmpty()) {
                    findings.add(
                        Finding.failure(
                            subject(),
                            "AWS refuses DeleteEndpoint to %s for an endpoint that scales, because it may not %s."
                                .formatted(name(), RoleDecisions.text(deletes)),
                            putPolicy()));
                  }
                  if (!changes.isEmpty()) {
                    findings.add(
                        Finding.warning(
                            subject(),
                            "To change the instance type of an endpoint that scales (scripts/update-endpoint), %s lacks, for endpoints of any name, %s."
                                .formatted(name(), RoleDecisions.text(changes)),
                            cli.aws("iam", "list-attached-role-policies", "--role-name", name()),
                            cli.aws("iam", "list-role-policies", "--role-name", name())));
                  }
                  return findings.isEmpty()
                      ? List.of(
                          Finding.ok(
                              subject(), name() + " can delete and update endpoints that scale"))
                      : findings;
                }));
  }

  private String putPolicy() {
    var deregister =
        Json.object()
            .put("Effect", "Allow")
            .put("Action", "application-autoscaling:DeregisterScalableTarget")
            .put("Resource", needs.targets())
            .put(
                "Condition",
                Json.object()
                    .put(
                        "StringEquals",
                        Json.object()
                            .put("application-autoscaling:service-namespace", "sagemaker")
                            .build())
                    .build())
            .build();
    var describe =
        Json.object()
            .put("Effect", "Allow")
            .put("Action", "application-autoscaling:DescribeScalableTargets")
            .put("Resource", "*")
            .build();
    return cli.aws(
        "iam",
        "put-role-policy",
        "--role-name",
        name(),
        "--policy-name",
        "delete-endpoints-that-scale",
        "--policy-document",
        Json.object()
            .put("Version", "2012-10-17")
            .put("Statement", new Json.Arr(List.of(deregister, describe)))
            .build()
            .write());
  }
}
