package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code events/}, and what the reader makes of it. */
class EventFilesTest {
  private static final Path FOLDER = Path.of("events");

  private static final String STATE_CHANGE = "SageMaker Endpoint State Change";
  private static final String CALL = "AWS API Call via CloudTrail";
  private static final String REQUESTED = "Reconcile Requested";

  private static final String ANN = "arn:aws:iam::111122223333:user/ann";
  private static final String PIPELINE = "arn:aws:sts::111122223333:assumed-role/deploy/pipeline";

  private static final Subject CHAT = new Subject.Endpoint("chat", false);
  private static final Subject CHAT_BY_ARN = new Subject.Endpoint("chat", true);
  private static final Subject LLAMA = new Subject.Component("chat-llama", false);

  private static final Command CHAT_IN_SERVICE =
      inService("chat", "1c5b7d4e-5a2f-4f0c-9d0b-2f6d1f1f9c11", "Chat-Blue");
  private static final Command LLAMA_CREATED =
      called(
          LLAMA,
          Cause.COMPONENT_CHANGED,
          Trigger.Type.COMPONENT,
          "61a02c93-af74-4e51-8250-74b264643166",
          PIPELINE);
  private static final Command CHAT_REQUESTED =
      requested(CHAT, "e928a41b-27fc-46d9-8ad8-fcdaecfcc9ee", false);

  private static final Map<String, List<Command>> EXPECTED =
      Map.ofEntries(
          file("endpoint-in-service.json", CHAT_IN_SERVICE),
          file(
              "endpoint-async-in-service.json",
              inService("transcribe", "2d6c8e5f-6b30-4a1d-8e1c-307e20209d22", "Transcribe-Async")),
          file(
              "endpoint-serverless-in-service.json",
              inService("embed", "3e7d9f60-7c41-4b2e-9f2d-418f31310e33", "Embed-Serverless")),
          file("endpoint-deleting.json", gone("4f8e0a71-8d52-4c3f-a03e-529042421f44")),
          file("endpoint-deleted.json", gone("509f1b82-9e63-4d40-b14f-63a153532055")),
          file(
              "endpoint-delete-call.json",
              called(
                  CHAT,
                  Cause.DELETED,
                  Trigger.Type.ENDPOINT,
                  "94d35fc6-d2a7-4184-b583-a7e597976499",
                  ANN)),
          file("component-created.json", LLAMA_CREATED),
          file(
              "component-updated.json",
              called(
                  LLAMA,
                  Cause.COMPONENT_CHANGED,
                  Trigger.Type.COMPONENT,
                  "72b13da4-b085-4f62-9361-85c375754277",
                  PIPELINE)),
          file(
              "component-deleted.json",
              called(
                  LLAMA,
                  Cause.COMPONENT_CHANGED,
                  Trigger.Type.COMPONENT,
                  "83c24eb5-c196-4073-a472-96d486865388",
                  PIPELINE)),
          file(
              "tags-added.json",
              called(
                  CHAT_BY_ARN,
                  Cause.TAGS_CHANGED,
                  Trigger.Type.TAG,
                  "a5e460d7-e3b8-4295-8694-b8f6a8a875aa",
                  ANN)),
          file(
              "tags-deleted.json",
              called(
                  CHAT_BY_ARN,
                  Cause.TAGS_CHANGED,
                  Trigger.Type.TAG,
                  "b6f571e8-f4c9-43a6-97a5-c9a7b9b986bb",
                  ANN)),
          file(
              "aas-own-call.json",
              new Ignored(
                  "The recorded call \"UpdateInferenceComponentRuntimeConfig\" was made by"
                      + " Application Auto Scaling itself.")),
          file(
              "tag-change.json",
              reconcile(
                  CHAT_BY_ARN,
                  Cause.TAGS_CHANGED,
                  Trigger.Type.TAG,
                  "d817930a-16eb-45c8-99c7-ebc9dbdbb8dd",
                  "Tag Change on Resource",
                  null)),
          file("reconcile-requested-endpoint.json", CHAT_REQUESTED),
          file(
              "reconcile-requested-component.json",
              requested(LLAMA, "fa39b52c-380d-47ea-9be9-0debfd0ddaff", false)),
          file(
              "reconcile-requested-dry-run.json",
              requested(CHAT, "0b4ac63d-491e-48fb-acfa-1efc0e1eeb00", true)),
          file(
              "reconcile-requested-all.json",
              sweep(Trigger.Type.REQUEST, "3e7d9f60-8d23-4e99-9f50-4c86e5d9f303", REQUESTED, null)),
          file(
              "scheduled-sweep.json",
              sweep(
                  Trigger.Type.SCHEDULE,
                  "1c5b7d4e-6b01-4c77-9d3e-2a64c3b7f101",
                  "Scheduled Event",
                  null)),
          file(
              "parameter-changed.json",
              sweep(
                  Trigger.Type.CATALOG,
                  "2d6c8e5f-7c12-4d88-8e4f-3b75d4c8f202",
                  "Parameter Store Change",
                  "/tagscaler/catalog/search")),
          file(
              "endpoint-update-blocked.json",
              blocked(
                  "4f8e0a71-9e34-4faa-8061-5d97f6eaf404",
                  "UpdateEndpoint",
                  "Cannot update endpoint chat: the instance type of variant AllTraffic cannot change"
                      + " while it is registered as a scalable target with Application Auto Scaling."
                      + " Deregister the scalable target first.")),
          file(
              "endpoint-delete-blocked.json",
              blocked(
                  "509f1b82-af45-40bb-9172-6ea807fbf505",
                  "DeleteEndpoint",
                  "An Application AutoScaling scalable target exists for a variant being deleted, and"
                      + " the IAM identity used to invoke DeleteEndpoint does not have"
                      + " application-autoscaling:DeregisterScalableTarget permission to deregister the"
                      + " scalable target.")),
          file("sqs-batch.json", CHAT_IN_SERVICE, LLAMA_CREATED, CHAT_REQUESTED));

  /** Tagscaler's own messages in its queue: no rule may let them in. */
  private static final Set<Class<? extends EventParser>> QUEUE_ONLY =
      Set.of(SweepItems.class, PendingComponents.class);

  static Stream<EventParser> parsers() {
    return EventReader.PARSERS.stream().filter(each -> !QUEUE_ONLY.contains(each.getClass()));
  }

  /** That the event of a row comes in by the rule of the row, TemplateRulesTest holds. */
  @ParameterizedTest
  @MethodSource("parsers")
  void every_parser_has_a_sample_event_a_row_and_a_rule(EventParser parser) throws IOException {
    var table = Files.readString(FOLDER.resolve("README.md"));
    var template = Files.readString(Path.of("template.yaml"));

    assertThat(EXPECTED.keySet())
        .filteredOn(file -> reads(parser, file))
        .as(
            "files in events/ with source %s and detail-type %s"
                .formatted(parser.source(), parser.detailType()))
        .isNotEmpty()
        .anySatisfy(file -> {
          var row =
              Pattern.compile("\\| `" + Pattern.quote(file) + "` \\|.*\\| `(\\w+)` \\|")
                  .matcher(table);
          assertThat(row.find()).as("a row with a rule for %s".formatted(file)).isTrue();
          assertThat(template).contains("\n  " + row.group(1) + ":");
        });
  }

  private static boolean reads(EventParser parser, String file) {
    try {
      var event = JsonReader.read(Files.readString(FOLDER.resolve(file)));
      return event.get("source").equals(Json.of(parser.source()))
          && event.get("detail-type").equals(Json.of(parser.detailType()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_file_is_read_as_the_table_says() throws IOException {
    assertThat(readAll()).containsExactlyInAnyOrderEntriesOf(EXPECTED);
  }

  @Test
  void every_file_has_a_row_in_the_readme() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("README.md"))).contains(EXPECTED.keySet());
  }

  private static Map<String, List<Command>> readAll() throws IOException {
    var commands = new TreeMap<String, List<Command>>();
    try (var files = Files.newDirectoryStream(FOLDER, "*.json")) {
      for (var file : files) {
        commands.put(file.getFileName().toString(), read(JsonReader.read(Files.readString(file))));
      }
    }
    return commands;
  }

  private static List<Command> read(Json file) {
    if (file.get("Records").isNull()) {
      return List.of(EventReader.read(file, Delivery.DIRECT));
    }
    return file.get("Records").stream()
        .map(message -> JsonReader.read(message.get("body").text().orElseThrow()))
        .map(event -> EventReader.read(event, Delivery.QUEUE))
        .toList();
  }

  private static Map.Entry<String, List<Command>> file(String name, Command... commands) {
    return Map.entry(name, List.of(commands));
  }

  private static Command inService(String endpoint, String eventId, String endpointConfig) {
    return new ReconcileResource(
        new Subject.Endpoint(endpoint, false),
        Cause.IN_SERVICE,
        new Trigger(Trigger.Type.ENDPOINT, eventId, STATE_CHANGE, null),
        new Hint("arn:aws:sagemaker:us-east-1:111122223333:endpoint/" + endpoint, endpointConfig),
        false);
  }

  private static Command gone(String eventId) {
    return reconcile(CHAT, Cause.DELETED, Trigger.Type.ENDPOINT, eventId, STATE_CHANGE, null);
  }

  private static Command called(
      Subject subject, Cause cause, Trigger.Type type, String eventId, String caller) {
    return reconcile(subject, cause, type, eventId, CALL, caller);
  }

  private static Command requested(Subject subject, String eventId, boolean dryRun) {
    var trigger = new Trigger(Trigger.Type.REQUEST, eventId, REQUESTED, null);
    return new ReconcileResource(subject, Cause.REQUESTED, trigger, Hint.NONE, dryRun);
  }

  private static Command sweep(
      Trigger.Type type, String eventId, String detailType, @Nullable String parameter) {
    return new Command.Sweep(
        new Trigger(type, eventId, detailType, null),
        false,
        Optional.ofNullable(parameter).map(name -> new ChangedParameter(name, false)));
  }

  private static Command blocked(String eventId, String call, String message) {
    return new Command.Blocked(
        Optional.of("chat"),
        call,
        "ValidationException",
        message,
        new Trigger(Trigger.Type.ENDPOINT, eventId, CALL, PIPELINE));
  }

  private static Command reconcile(
      Subject subject,
      Cause cause,
      Trigger.Type type,
      String eventId,
      String detailType,
      @Nullable String principal) {
    var trigger = new Trigger(type, eventId, detailType, principal);
    return new ReconcileResource(subject, cause, trigger, Hint.NONE, false);
  }
}
