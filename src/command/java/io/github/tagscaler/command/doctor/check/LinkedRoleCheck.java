package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Account;
import java.util.List;

/** The role with which Application Auto Scaling changes capacity. */
public final class LinkedRoleCheck implements Check {
  private static final String ROLE = "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";
  private static final String SERVICE = "sagemaker.application-autoscaling.amazonaws.com";

  private final Account account;
  private final AwsCli cli;

  public LinkedRoleCheck(Account account, AwsCli cli) {
    this.account = account;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.ACCOUNT;
  }

  @Override
  public String subject() {
    return "Service-linked role";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        account.role(ROLE),
        role ->
            List.of(
                role.isPresent()
                    ? Finding.ok(subject(), ROLE + " exists")
                    : Finding.warning(
                        subject(),
                        "%s does not exist. AWS creates it with the first scalable target, if whoever registers that may create it."
                            .formatted(ROLE),
                        cli.aws(
                            "iam", "create-service-linked-role", "--aws-service-name", SERVICE))));
  }
}
