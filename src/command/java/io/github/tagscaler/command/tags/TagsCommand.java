package io.github.tagscaler.command.tags;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TargetSelection;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.tags.answer.Advisor;
import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.answer.FleetReading;
import io.github.tagscaler.command.tags.answer.ReadResource;
import io.github.tagscaler.command.tags.answer.ResourceReader;
import io.github.tagscaler.command.tags.answer.TagsAnswer;
import io.github.tagscaler.command.tags.proof.AdoptionPlanning;
import io.github.tagscaler.command.tags.render.TagsJson;
import io.github.tagscaler.command.tags.render.TagsText;
import io.github.tagscaler.command.tags.search.NewPolicies;
import io.github.tagscaler.command.tags.search.TagSearch;
import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.scaling.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tagscaler tags}: the tags that reproduce what another tool registered. */
@Command(
    name = "tags",
    mixinStandardHelpOptions = true,
    description =
        "Find the tags that scale a target as Terraform, the console or a script has it now, with the proof that adopting it changes nothing, and the steps.",
    footer = {
      "",
      "Examples:",
      "  tagscaler tags chat",
      "  tagscaler tags endpoint/chat/variant/blue --catalog catalog",
      "  tagscaler tags --all --format json"
    })
public final class TagsCommand implements Callable<Integer> {
  private static final Pattern DOCUMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Context context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private TargetSelection selection = new TargetSelection();

  @Option(
      names = "--document",
      paramLabel = "NAME",
      defaultValue = "adopted",
      description = "the catalog document for policies that tags cannot replace (default: adopted)")
  private String document = "adopted";

  /** The verb in these surroundings. */
  public TagsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    selection.check("tags");
    var answer = answer(new Session(context, options));
    var terminal = options.terminal(context);
    if (options.json()) {
      terminal.line(TagsJson.of(answer).write());
    } else {
      TagsText.write(answer, terminal);
    }
    return answer.isFine() ? ExitCode.OK : ExitCode.PROBLEMS;
  }

  private TagsAnswer answer(Session session) {
    var settings = session.settings();
    var ownership = new Ownership(settings.stack());
    var documents = session.catalog().read();
    checkDocument(documents);
    Function<List<DocumentText>, Catalog> reader =
        settings.requirePlatform()
            ? texts -> CatalogReader.read(texts).platformRequired()
            : CatalogReader::read;
    var added = new NewPolicies(document, reader.apply(documents));
    try (var progress = Progress.start(session.terminal(), "Reading")) {
      var read = selection.all() ? fleet(session, progress) : named(session);
      var search =
          new TagSearch(
              new AdoptionPlanning(session.policies(), settings.stack(), settings.driftDelay()),
              documents,
              reader,
              added,
              session.clock().instant());
      var advisor =
          new Advisor(ownership, settings.tagPrefix(), search, new AlarmsOnce(session, read));
      var answers = new ArrayList<>(read.resources().stream().map(advisor::answer).toList());
      read.gone().forEach(target -> answers.add(new Answer.Gone(target.key())));
      return new TagsAnswer(
          selection.all(),
          session.connection().region(),
          settings.stack(),
          settings.tagPrefix(),
          settings.allowAdopt(),
          answers,
          added.all(),
          read.unread().size(),
          read.bare());
    }
  }

  private void checkDocument(List<DocumentText> documents) {
    if (!document.equals("_platform") && !DOCUMENT.matcher(document).matches()) {
      throw new UsageException(
          "--document is \"%s\", but a document's name has lower-case letters, digits, dots, hyphens and underscores."
              .formatted(document));
    }
    if (documents.stream().anyMatch(each -> each.name().equals(document))) {
      throw new UsageException(
          "The catalog has a document \"%s\" already. Name a new one with --document."
              .formatted(document));
    }
  }

  private static FleetReading.Registered fleet(Session session, Progress progress) {
    return new FleetReading(session.aws().resources(), progress)
        .read(session.aws().fleet(session.settings().stack()), session.connection()::policiesRead);
  }

  private FleetReading.Registered named(Session session) {
    var reader =
        new ResourceReader(
            session.aws().resources(), session.aws().registry(session.settings().stack()));
    var resources = new LinkedHashMap<String, ReadResource>();
    selection.named().stream()
        .map(session::target)
        .flatMap(target -> reader.read(target).stream())
        .forEach(read -> resources.putIfAbsent(read.scalability().id().wire(), read));
    return new FleetReading.Registered(List.copyOf(resources.values()), List.of(), List.of(), 0);
  }
}
