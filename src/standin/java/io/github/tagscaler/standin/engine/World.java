package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.autoscaling.AutoScaling;
import io.github.tagscaler.standin.autoscaling.Consistency;
import io.github.tagscaler.standin.clock.StandInClock;
import io.github.tagscaler.standin.cloudformation.CloudFormation;
import io.github.tagscaler.standin.cloudwatch.CloudWatch;
import io.github.tagscaler.standin.events.AwsEvents;
import io.github.tagscaler.standin.events.EventBridge;
import io.github.tagscaler.standin.events.EventRouter;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.lambda.Lambda;
import io.github.tagscaler.standin.runtime.SageMakerRuntime;
import io.github.tagscaler.standin.sagemaker.SageMaker;
import io.github.tagscaler.standin.security.Iam;
import io.github.tagscaler.standin.security.SecurityTokens;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.sqs.Sqs;
import io.github.tagscaler.standin.ssm.ParameterStore;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import io.github.tagscaler.standin.tagging.Tagging;
import io.github.tagscaler.standin.trail.CloudTrail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account and the services that work on it. */
public final class World {

  private final Account account;
  private final AutoScaling autoScaling;
  private final EventRouter router;
  private final AwsEvents awsEvents;
  private final Map<String, AwsService> services;

  World(
      String region,
      String accountId,
      StandInClock clock,
      Duration settlingTime,
      boolean deliversEvents) {
    this.account = new Account(region, accountId, clock, settlingTime);
    this.router = new EventRouter(account, deliversEvents);
    this.awsEvents = new AwsEvents(account, router);
    account.infrastructure().put(Kind.ROLE, "caller", administrator("caller"));
    this.autoScaling = new AutoScaling(account);
    this.services =
        Stream.of(
                new SageMaker(account),
                autoScaling,
                new EventBridge(account, router),
                new ParameterStore(account),
                new Sqs(account),
                new Tagging(account),
                new CloudFormation(account),
                new Lambda(account),
                new CloudTrail(account),
                new Iam(account),
                new SecurityTokens(account),
                // Before the alarms, which read its metrics.
                new SageMakerRuntime(account),
                new CloudWatch(account, autoScaling.alarmAction()))
            .collect(Collectors.toMap(AwsService::model, Function.identity()));
  }

  /** The role of whoever calls the stand-in. */
  private JsonObject administrator(String name) {
    return JsonObject.of("RoleName", name)
        .with("Path", "/")
        .with("RoleId", "AROAEXAMPLECALLER")
        .with("Arn", "arn:aws:iam::" + account.id() + ":role/" + name)
        .with("CreateDate", account.now())
        .with(
            "Statements",
            List.of(JsonObject.of("Effect", "Allow").with("Action", "*").with("Resource", "*")));
  }

  public Account account() {
    return account;
  }

  public Consistency consistency() {
    return autoScaling.consistency();
  }

  /** Where events go. */
  public EventRouter router() {
    return router;
  }

  /** The events that AWS's own services send. */
  AwsEvents awsEvents() {
    return awsEvents;
  }

  AwsService service(String model) {
    AwsService service = services.get(model);
    if (service == null) {
      throw new IllegalArgumentException("no service " + model);
    }
    return service;
  }
}
